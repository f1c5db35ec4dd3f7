import { describe, expect, it } from 'vitest';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { createRun } from '../../../functions/sweep/claim.ts';
import { tabOf } from '../../../sheet-templates/index.ts';
import { columnOf, HEADER_ROW, setOf } from '../../support/starter.ts';
import {
  type AnswerSite,
  KEY,
  linkFor,
  NOON,
  openSite,
  openSwept,
  registered,
  type Shown,
  snapshotNow,
  standingOf,
  sweepOnce,
  URI,
} from './site.ts';

const LATE = { status: null, progress: null, output: '', newDue: null, reason: '' };
const DONE = { status: 'done', progress: 1, output: 'https://example.com/report', newDue: null, reason: '' };
const REPORT = { output: 'https://example.com/report' };
const FIRST = 'answer.done:T-0001:2026-03-06:1 li.na@example.com';

const setUp = async (): Promise<{ store: MemoryStore; site: AnswerSite; link: string }> => {
  const store = await openSwept();
  return { store, site: await openSite(store), link: await linkFor(store, 'Li Na', 'T-0001', 'done') };
};

describe('a link that is opened', () => {
  it('changes nothing, however often and by whatever: GET, HEAD, with the form filled in', async () => {
    const { store, site, link } = await setUp();
    const before = JSON.stringify(await store.read());
    for (const extra of ['', '', '', '&output=x', '&output=x&p=yes', '&u=x', '&n=x']) {
      const page = await site.open(link + extra);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    }
    const head = await site.open(link, { method: 'HEAD' });
    expect([head.status, head.html]).toEqual([200, '']);
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('gives a page that shows itself and nothing else, to nobody else', async () => {
    const { site, link } = await setUp();
    const { headers, html } = await site.open(link);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}';/);
    for (const part of ["form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(headers.get('content-security-policy')).toContain(part);
    }
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(html).not.toMatch(/<script|<img|<link|https?:\/\//);
    expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  });

  it('“Got it” is one button with nothing to fill in, and nothing is noted before somebody presses it', async () => {
    const { store, site } = await setUp();
    const link = await linkFor(store, 'Li Na', 'T-0001', 'ack');
    const before = JSON.stringify(await store.read());
    const page = await site.open(link);
    expect(page.html.match(/<button/g)).toHaveLength(1);
    expect(page.html).not.toMatch(/<script|<input (?!type="hidden")|<select|<textarea/);
    await site.open(`${link}&${new URLSearchParams(page.forms[0])}`);
    expect(JSON.stringify(await store.read())).toBe(before);
    const noted = await site.send(page);
    expect([noted.status, noted.text]).toEqual([200, expect.stringContaining('Noted')]);
    expect((await standingOf(store)).answers).toEqual(['answer.ack:T-0001:2026-03-11:1 li.na@example.com answered']);
  });

  it('may carry what is to stand in the fields', async () => {
    const { site, link } = await setUp();
    const { forms, text } = await site.open(`${link}&output=%3Cb%3E%22me%22`);
    expect(forms[0]).toMatchObject({ a: 'done', output: '<b>"me"' });
    expect(text).toContain('Done: Task 1');
  });

  it('shows what an answer would move before it is sent, and leaves the workbook as it is', async () => {
    const { store, site } = await setUp();
    const before = JSON.stringify(await store.read());
    const page = await site.open(await linkFor(store, 'Li Na', 'T-0001', 'redate'));
    const shown = await site.send(page, { newDue: '2026-03-12', reason: 'resources' }, 'p');
    expect([shown.status, shown.forms[0]?.newDue, shown.forms[0]?.reason]).toEqual([200, '2026-03-12', 'resources']);
    expect(shown.text).toContain('Thu 12 Mar');
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('offers every answer where it names none', async () => {
    const { store, site } = await setUp();
    for (const link of [
      await linkFor(store, 'Li Na', 'T-0001', null),
      `${await linkFor(store, 'Li Na', 'T-0001', null)}&a=burn`,
    ]) {
      const { html } = await site.open(link);
      for (const kind of ['done', 'progress', 'redate', 'ack']) expect(html).toContain(`&amp;a=${kind}"`);
    }
  });
});

describe('an answer', () => {
  it('is written where it belongs and noted in the ledger, and the page says what stands where', async () => {
    const { store, site, link } = await setUp();
    const page = await site.send(await site.open(link), REPORT);
    expect(page.status).toBe(200);
    expect(page.text).toContain('https://example.com/report');
    expect(await standingOf(store)).toEqual({ tracker: DONE, answers: [`${FIRST} answered`], chain: true, claims: 0 });
    const { ledger, runs } = await snapshotNow(store);
    expect(ledger.at(-1)).toMatchObject({ mail: expect.stringMatching(/^[\da-f]{32}$/), receipt: expect.any(String) });
    expect(runs.at(-1)).toMatchObject({ status: 'aside', note: expect.stringContaining('answer') });
  });

  it('leads on to what is still theirs, with links of their own', async () => {
    const { store, site } = await setUp();
    await store.apply([setOf('raci', 'T-0002', { responsible: 'Li Na' })]);
    const done = await site.send(await site.open(await linkFor(store, 'Li Na', 'T-0001', 'done')), REPORT);
    expect(done.text).toContain('Still with you Task 2');
    const [, query = ''] = /<li><a href="([^"]+)">Task 2/.exec(done.html) ?? [];
    const next = await site.open(`https://respond.example.com/${query}`);
    expect([next.status, next.text]).toEqual([200, expect.stringContaining('Task 2 T-0002')]);
    expect(await linkFor(store, 'Li Na', 'T-0002', null)).toContain(query);
  });

  it('comes back with what was typed while something is missing', async () => {
    const { store, site } = await setUp();
    const page = await site.open(await linkFor(store, 'Li Na', 'T-0001', 'redate'));
    const back = await site.send(page, { newDue: '2026-03-12', detail: 'because', reason: '' });
    expect([back.status, back.forms[0]]).toEqual([
      422,
      expect.objectContaining({ newDue: '2026-03-12', detail: 'because' }),
    ]);
    expect(back.html).toMatch(/aria-invalid="true"/);
    expect((await standingOf(store)).tracker).toEqual(LATE);
    const sent = await site.send(back, { reason: 'resources' });
    expect(sent.status).toBe(200);
    expect((await standingOf(store)).answers).toEqual(['answer.redate:T-0001:2026-03-06:1 li.na@example.com answered']);
  });

  it('is written once when the form is sent twice, and both times can be taken back', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    const [first, second] = [await site.send(form, REPORT), await site.send(form, REPORT)];
    expect([first.status, second.status, second.text]).toEqual([200, 200, first.text]);
    expect((await standingOf(store)).answers).toEqual([`${FIRST} answered`]);
    await site.undo(second);
    expect((await standingOf(store)).tracker).toEqual(LATE);
  });

  it('is written once when the form is sent twice at the same time', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    const sent = await Promise.all([site.send(form, REPORT), site.send(form, REPORT), site.send(form, REPORT)]);
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await standingOf(store)).toEqual({ tracker: DONE, answers: [`${FIRST} answered`], chain: true, claims: 0 });
  });

  it('is known in another process that gets the same form: it was written, and nothing is written again', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    await site.send(form, REPORT);
    const before = JSON.stringify(await store.read());
    const again = await (await openSite(store)).send(form, { output: 'something else' });
    expect(again.status).toBe(200);
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('of two people at once is written for both', async () => {
    const { store, site, link } = await setUp();
    const forms = [await site.open(link), await site.open(await linkFor(store, 'Wang Wei', 'T-0002', 'done'))];
    const sent = await Promise.all(forms.map((form) => site.send(form, REPORT)));
    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
    expect((await standingOf(store)).answers).toHaveLength(2);
    expect((await standingOf(store, 'T-0002')).tracker.status).toBe('done');
    expect((await standingOf(store)).chain).toBe(true);
  });

  it('finds its row after somebody sorted the sheet', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    await sortBackwards(store);
    expect((await site.send(form, REPORT)).status).toBe(200);
    expect((await standingOf(store)).tracker).toEqual(DONE);
    expect((await standingOf(store, 'T-0002')).tracker).toEqual(LATE);
  });

  it('waits for a second look when somebody changed the row meanwhile, with all that was typed', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    await store.apply([setOf('tracker', 'T-0001', { status: 'in-progress', progress: 0.5 })]);
    const back = await site.send(form, REPORT);
    expect([back.status, back.forms[0]?.output]).toEqual([409, REPORT.output]);
    expect((await standingOf(store)).tracker).toMatchObject({ status: 'in-progress', progress: 0.5 });
    expect((await site.send(back)).status).toBe(200);
    expect((await standingOf(store)).tracker).toEqual(DONE);
  });

  it('is not needed any more once the task is closed or its row is gone', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    await store.apply([setOf('tracker', 'T-0001', { status: 'cancelled' })]);
    const closed = await site.send(form, REPORT);
    expect([closed.status, closed.forms, (await standingOf(store)).answers]).toEqual([409, [], []]);
    expect(closed.text).toContain('Nothing was saved');
    expect(closed.text).toContain('Status: Cancelled.');
    expect(closed.text).toContain(REPORT.output);

    const other = await site.open(await linkFor(store, 'Wang Wei', 'T-0002', 'done'));
    await clearRow(store, 'raci', 'T-0002');
    const gone = await site.send(other, REPORT);
    expect([gone.forms, (await standingOf(store, 'T-0002')).tracker]).toEqual([[], LATE]);
    expect((await standingOf(store)).claims).toBe(0);
  });

  it('is taken from the delegate while somebody is away, and not from them afterwards', async () => {
    const { store, site } = await setUp();
    const link = await linkFor(store, 'Sun Jie', 'T-0001', 'done');
    expect((await site.open(link)).forms).toEqual([]);
    await store.apply([setOf('directory', 'Li Na', { delegate: 'Sun Jie', delegateTo: '2026-03-10' })]);
    expect((await site.send(await site.open(link), REPORT)).status).toBe(200);
    expect((await standingOf(store)).answers).toEqual(['answer.done:T-0001:2026-03-06:1 sun.jie@example.com answered']);
    await store.apply([
      setOf('tracker', 'T-0001', { status: 'in-progress' }),
      setOf('directory', 'Li Na', { delegateTo: '2026-03-05' }),
    ]);
    expect((await site.open(link)).forms).toEqual([]);
  });
});

describe('while a sweep is at work', () => {
  const claimed = async (store: MemoryStore) => {
    const run = createRun('2026-03-06-other', await snapshotNow(store), () => NOON);
    await store.apply([run.claim()]);
    return run;
  };

  it('an answer waits, and is written when the sweep is over', async () => {
    const { store, link } = await setUp();
    const run = await claimed(store);
    const result = { status: 'done', notices: 0, mails: 0, problems: 0, note: '' } as const;
    let waits = 0;
    const site = await openSite(store, {
      wait: async () => {
        if (++waits === 3) await store.apply([run.end(result)]);
      },
    });
    expect((await site.send(await site.open(link), REPORT)).status).toBe(200);
    expect([waits, (await standingOf(store)).tracker]).toEqual([3, DONE]);
  });

  it('an answer that waited twenty seconds comes back as it was typed, and can be sent again', async () => {
    const { store, link } = await setUp();
    const run = await claimed(store);
    const { length } = (await snapshotNow(store)).runs;
    let waited = 0;
    const site = await openSite(store, {
      wait: async (ms) => {
        waited += ms;
      },
    });
    const back = await site.send(await site.open(link), REPORT);
    expect([back.status, back.headers.get('retry-after'), waited]).toEqual([503, '30', 20_000]);
    expect(back.forms[0]?.output).toBe(REPORT.output);
    expect((await standingOf(store)).answers).toEqual([]);
    expect((await snapshotNow(store)).runs).toHaveLength(length);
    await store.apply([run.end({ status: 'done', notices: 0, mails: 0, problems: 0, note: '' })]);
    expect((await site.send(back)).status).toBe(200);
  });

  it('nobody is kept waiting by a process that is ending', async () => {
    const { store, link } = await setUp();
    await claimed(store);
    const site = await openSite(store, { isEnding: () => true, wait: () => Promise.reject(new Error('waited')) });
    expect((await site.send(await site.open(link), REPORT)).status).toBe(503);
  });

  it('that died with the workbook in hand, an answer goes on after it', async () => {
    const { store, site, link } = await setUp();
    await claimed(store);
    site.clock.pass(16);
    expect((await site.send(await site.open(link), REPORT)).status).toBe(200);
  });

  it('a sweep leaves the workbook to an answer that is being written, and finds it afterwards', async () => {
    const { store, link } = await setUp();
    let outcome = '';
    let applies = 0;
    const slow: WorkbookStore = {
      read: store.read,
      apply: async (writes) => {
        if (++applies === 2) outcome = (await sweepOnce(store)).outcome;
        return store.apply(writes);
      },
    };
    const site = await openSite(slow, { clock: () => '2026-03-06T01:00:00Z' });
    expect((await site.send(await site.open(link), REPORT)).status).toBe(200);
    expect(outcome).toBe('left');
    expect((await sweepOnce(store)).outcome).toBe('done');
    expect((await standingOf(store)).chain).toBe(true);
  });

  it('whose clock is an hour ahead takes the claim for dead, the answer is written whole or not at all', async () => {
    const { store, link } = await setUp();
    let applies = 0;
    const slow: WorkbookStore = {
      read: store.read,
      apply: async (writes) => {
        if (++applies === 2) {
          await store.apply([setOf('_runs', (await snapshotNow(store)).runs.at(-1)!.run, { status: 'failed' })]);
        }
        return store.apply(writes);
      },
    };
    const site = await openSite(slow);
    const back = await site.send(await site.open(link), REPORT);
    const standing = await standingOf(store);
    expect([back.status, back.forms[0]?.output]).toEqual([409, REPORT.output]);
    expect([standing.tracker, standing.chain, standing.answers.at(-1)]).toEqual([LATE, true, `${FIRST} unsent`]);
    expect((await site.send(back)).status).toBe(200);
    expect((await standingOf(store)).tracker).toEqual(DONE);
  });

  it('that types over the cell between the reading and the write, nothing of the answer stays', async () => {
    const { store, link } = await setUp();
    let applies = 0;
    const slow: WorkbookStore = {
      read: store.read,
      apply: async (writes) => {
        if (++applies === 2) await store.apply([setOf('tracker', 'T-0001', { output: 'theirs' })]);
        return store.apply(writes);
      },
    };
    const site = await openSite(slow);
    const back = await site.send(await site.open(link), REPORT);
    expect([back.status, back.forms[0]?.output]).toEqual([409, REPORT.output]);
    const { tracker, answers, chain, claims } = await standingOf(store);
    expect([tracker, chain, claims]).toEqual([{ ...LATE, output: 'theirs' }, true, 0]);
    expect(answers).toEqual([`${FIRST} answered`, `${FIRST} unsent`]);
    expect((await site.send(back)).status).toBe(200);
    expect((await standingOf(store)).tracker).toEqual(DONE);
  });
});

describe('taking it back', () => {
  const answered = async () => {
    const { store, site, link } = await setUp();
    return { store, site, link, page: await site.send(await site.open(link), REPORT) };
  };

  it('puts back what stood there, once, and says so however often the button is pressed', async () => {
    const { store, site, page } = await answered();
    const [first, second] = [await site.undo(page), await site.undo(page)];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await standingOf(store)).toEqual({
      tracker: LATE,
      answers: [`${FIRST} answered`, `${FIRST} undone`],
      chain: true,
      claims: 0,
    });
  });

  it('lets somebody answer anew, and the first form writes nothing any more', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    await site.undo(await site.send(form, REPORT));
    const old = await site.send(form, { output: 'from the old form' });
    expect([old.status, (await standingOf(store)).tracker]).toEqual([409, LATE]);
    expect((await site.send(await site.open(link), REPORT)).status).toBe(200);
    expect(await standingOf(store)).toMatchObject({
      tracker: DONE,
      answers: [`${FIRST} answered`, `${FIRST} undone`, 'answer.done:T-0001:2026-03-06:2 li.na@example.com answered'],
    });
  });

  it('is over after ten minutes', async () => {
    const { store, site, page } = await answered();
    site.clock.pass(10.1);
    expect((await site.undo(page)).status).toBe(409);
    expect((await standingOf(store)).tracker).toEqual(DONE);
  });

  it('takes nothing from whoever changed a cell since, not even the other cells', async () => {
    const { store, site, page } = await answered();
    await store.apply([setOf('tracker', 'T-0001', { output: 'theirs' })]);
    expect((await site.undo(page)).status).toBe(409);
    expect(await standingOf(store)).toMatchObject({
      tracker: { ...DONE, output: 'theirs' },
      answers: [`${FIRST} answered`],
    });
  });

  it('works with no other link than the one that answered', async () => {
    const { store, site, page } = await answered();
    const t = new URL(await linkFor(store, 'Ana Silva', 'T-0001', null)).searchParams.get('t')!;
    const body = new URLSearchParams({ ...page.forms.find(({ u }) => u)!, t });
    const said = await fetch(site.url, { method: 'POST', body });
    expect(said.status).toBe(400);
    expect((await standingOf(store)).tracker).toEqual(DONE);
  });
});

describe('who has no business here', () => {
  const refused = async (page: Shown) => {
    expect(page.forms).toEqual([]);
    expect(page.text).not.toMatch(/Task|Li Na|li\.na|T-0001|report/);
    return page;
  };

  it.each([
    ['without a token', () => 'https://x.example.com/', 400],
    ['with a token somebody made up', () => `https://x.example.com/?t=${'A'.repeat(64)}`, 400],
    [
      'with the secret of somebody else',
      (store: MemoryStore) => linkFor(store, 'Li Na', 'T-0001', 'done', { key: 'another-secret-of-thirty-two-chars' }),
      400,
    ],
    [
      'with a link of a month ago',
      (store: MemoryStore) => linkFor(store, 'Li Na', 'T-0001', 'done', { at: '2026-02-02T01:00:00Z' }),
      410,
    ],
    [
      'for a workbook that is not looked after here',
      (store: MemoryStore) => linkFor(store, 'Li Na', 'T-0001', 'done', { uri: 'memory:other' }),
      404,
    ],
  ])('%s', async (_, make, status) => {
    const { store, site } = await setUp();
    const before = JSON.stringify(await store.read());
    const link = await make(store);
    expect((await refused(await site.open(link))).status).toBe(status);
    const t = new URL(link).searchParams.get('t') ?? '';
    const posted = await fetch(site.url, { method: 'POST', body: new URLSearchParams({ t, a: 'done', ...REPORT }) });
    expect(posted.status).toBe(status);
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('reads it in the language of their browser', async () => {
    const { site } = await setUp();
    const said = async (language?: string) =>
      (await site.open('https://x.example.com/', language ? { headers: { 'Accept-Language': language } } : {})).html;
    expect(await said('zh-TW,zh;q=0.9,en;q=0.8')).toContain('<html lang="zh-CN"');
    expect(await said('de-DE,de;q=0.9,zh;q=0.2,en;q=0.8')).toContain('<html lang="en"');
    expect(await said('fr')).toContain('<html lang="en"');
    expect(await said()).toContain('<html lang="en"');
  });

  it.each<[string, (store: MemoryStore) => Promise<unknown>, number]>([
    ['who left', (store) => store.apply([setOf('directory', 'Li Na', { active: false })]), 403],
    [
      'who has another address',
      (store) => store.apply([setOf('directory', 'Li Na', { email: 'other@example.com' })]),
      403,
    ],
    [
      'of another workbook in its place',
      (store) => store.apply([setOf('settings', 'workbookId', { value: 'W-2' })]),
      404,
    ],
    ['of a copy', (store) => store.apply([setOf('settings', 'workbookHome', { value: 'memory:original' })]), 404],
  ])('somebody %s', async (_, change, status) => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    await change(store);
    const before = JSON.stringify(await store.read());
    expect((await refused(await site.open(link))).status).toBe(status);
    expect((await refused(await site.send(form, REPORT))).status).toBe(status);
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('somebody whose workbook is paused', async () => {
    const { store, link } = await setUp();
    const site = await openSite(store, {
      registry: async () => ({ workbooks: [registered({ paused: true })], bad: [] }),
    });
    expect((await refused(await site.open(link))).status).toBe(403);
  });

  it('somebody removed from the directory while their answer waits for its turn', async () => {
    const { store, link } = await setUp();
    let applies = 0;
    const slow: WorkbookStore = {
      read: store.read,
      apply: async (writes) => {
        const receipts = await store.apply(writes);
        if (++applies === 1) await store.apply([setOf('directory', 'Li Na', { active: false })]);
        return receipts;
      },
    };
    const site = await openSite(slow);
    expect((await site.send(await site.open(link), REPORT)).status).toBe(403);
    expect(await standingOf(store)).toMatchObject({ tracker: LATE, answers: [], claims: 0 });
  });
});

describe('what no form of ours would send', () => {
  it('is refused with a page: too much, another kind, another method', async () => {
    const { store, site } = await setUp();
    const before = JSON.stringify(await store.read());
    const sent = async (init: RequestInit) => {
      const answer = await fetch(site.url, init);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      return answer.status;
    };
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(await sent({ method: 'POST', headers: type, body: `t=${'x'.repeat(33_000)}` })).toBe(413);
    expect(await sent({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).toBe(415);
    // A form with a file is one of ours; this one carries no link.
    expect(await sent({ method: 'POST', body: new FormData() })).toBe(400);
    expect(await sent({ method: 'DELETE' })).toBe(405);
    expect(await sent({ method: 'POST', headers: type, body: '%ff&=&&t' })).toBe(400);
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('a nonce somebody made up, or none, gets the form back with what was typed', async () => {
    const { store, site, link } = await setUp();
    const form = await site.open(link);
    for (const n of ['', 'x', '0'.repeat(32)]) {
      const back = await site.send(form, { ...REPORT, n });
      expect([back.status, back.forms[0]?.output]).toEqual([409, REPORT.output]);
    }
    expect((await standingOf(store)).answers).toEqual([]);
  });
});

describe('the log', () => {
  it('says what happened in codes, without names, texts or tokens', async () => {
    const { store, site, link } = await setUp();
    await site.undo(await site.send(await site.open(link), REPORT));
    await site.open(link.replace('t=A', 't=B'));
    const lines = site.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['shown', 200],
      ['answered', 200],
      ['undone', 200],
      ['invalid', 400],
    ]);
    const token = new URL(link).searchParams.get('t')!;
    expect(site.logged.join('')).not.toMatch(/@|Li Na|Task|T-0001|report/);
    expect(site.logged.join('')).not.toContain(token.slice(10, 30));
    expect(site.logged.join('')).not.toContain(KEY);
    expect((await standingOf(store)).claims).toBe(0);
  });
});

describe('the list of workbooks', () => {
  it('is read once a minute, and again for a workbook that it did not name before', async () => {
    const { store, link } = await setUp();
    let reads = 0;
    const names = [URI];
    const site = await openSite(store, {
      registry: async () => {
        reads++;
        return { workbooks: names.map((uri) => registered({ uri })), bad: [] };
      },
    });
    for (let i = 0; i < 5; i++) await site.open(link);
    expect(reads).toBe(1);
    const other = await linkFor(store, 'Li Na', 'T-0001', 'done', { uri: 'memory:new' });
    names.push('memory:new');
    expect((await site.open(other)).status).toBe(404);
    site.clock.pass(0.1);
    expect([(await site.open(other)).status, reads]).toEqual([200, 2]);
    site.clock.pass(1.1);
    await site.open(link);
    expect(reads).toBe(3);
  });
});

/** The tracker's rows in the opposite order, as a sort leaves them. */
const sortBackwards = async (store: MemoryStore) => {
  const title = tabOf('tracker').title.en;
  const sheet = (await store.read()).sheets.find((one) => one.title === title)!;
  const rows = sheet.rows.filter(({ at }) => at > HEADER_ROW && sheetCell(sheet.rows, at, 1) !== '');
  store.type(
    rows.flatMap(({ at }, index) =>
      rows[rows.length - 1 - index]!.cells.map((value, i) => ({
        sheet: title,
        row: at,
        column: i + 1,
        value: typeof value === 'object' ? '' : (value ?? ''),
      })),
    ),
  );
};

const sheetCell = (
  rows: readonly { readonly at: number; readonly cells: readonly unknown[] }[],
  at: number,
  column: number,
) => rows.find((row) => row.at === at)?.cells[column - 1] ?? '';

const clearRow = async (store: MemoryStore, tab: 'raci', id: string) => {
  const title = tabOf(tab).title.en;
  const sheet = (await store.read()).sheets.find((one) => one.title === title)!;
  const row = sheet.rows.find(({ cells }) => cells[columnOf(tab, 'id') - 1] === id)!;
  store.type(row.cells.map((_, i) => ({ sheet: title, row: row.at, column: i + 1, value: '' })));
};
