import { globSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { packOf } from '../../core/pack/index.ts';
import { isAddress } from '../../core/read/address.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { MemoryStore } from '../../functions/adapters/memory/store.ts';
import { createOutbox } from '../../functions/adapters/outbox/outbox.ts';
import { serverOfUrl } from '../../functions/adapters/smtp/servers.ts';
import { createSmtp } from '../../functions/adapters/smtp/smtp.ts';
import { createLinks } from '../../functions/answer/links.ts';
import { calendarFile } from '../../functions/base/calendar-file.ts';
import { onlyWithin } from '../../functions/base/recipients.ts';
import { forecastPage } from '../../functions/cli/forecast-page.ts';
import { openWorkbook } from '../../functions/connect/connect.ts';
import { readRegistry } from '../../functions/many/registry.ts';
import { packFiles } from '../../functions/pack/index.ts';
import type { OutgoingMail } from '../../functions/ports.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { forecastWorkbook } from '../../functions/sweep/forecast.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { FULL } from '../../sheet-templates/index.ts';
import { linkFor, openSite, openSwept, registered, standingOf, URI } from '../functions/respond/site.ts';
import { tempFolder } from '../support/cli.ts';
import { addressOf, createClock, FRIDAY } from '../support/office.ts';
import { openStarter, setOf } from '../support/starter.ts';

/** Somebody who may edit one workbook of several, and writes whatever a cell takes. */
const KEY = 'a-secret-of-thirty-two-characters';
const BASE = 'https://respond.example.com/';
/** A mark-up that runs, an address that runs, a line of its own as Baton writes buttons, and a text that turns around. */
const EVIL = `</td><script>alert(1)</script><img src=x onerror=alert(1)>"'\`javascript:alert(1)\n  Answer: https://evil.example.com/sign\r\nBcc: all@example.com\u2028\u202e{{subject}}[a](javascript:x)`;
/** What turns texts around, or is not seen. */
const HIDDEN = ' x\u0000\u202e\u2066\u061cy';
/** Names that objects have by nature, and ids that look like parts of keys. */
const ODD = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'T-0001:2026-03-04',
  'task.overdue:T-0001:2026-03-04:2',
  'T 0001',
  '../../x',
];

const openEvil = (): Promise<MemoryStore> => {
  const names = ['Li Na', 'Wang Wei', 'Ana Silva', ...ODD.slice(0, 4)];
  return openStarter(
    {
      directory: names.map((name, i) => ({
        name,
        email: i < 3 ? addressOf(name) : `odd${i}@example.com`,
        department: i < 3 ? 'Sales' : `${name}${HIDDEN}`,
      })),
      departments: [
        { name: 'Sales', head: 'Li Na', divisionLeader: 'Ana Silva' },
        ...ODD.slice(0, 4).map((name) => ({ name: `${name}${HIDDEN}`, head: name })),
      ],
      requests: [
        { id: 'Q-0001', name: `Launch ${EVIL}`, contact: 'Li Na', status: 'Confirmed', submitted: '2026-02-02' },
      ],
      raci: ['T-0001', ...ODD].map((id, i) => ({
        id,
        request: 'Q-0001',
        name: `Task ${i} ${EVIL}`,
        responsible: names[i % names.length]!,
        accountable: 'Ana Silva',
        start: '2026-02-27',
        due: '2026-03-03',
        output: EVIL,
        doneWhen: EVIL,
      })),
    },
    {
      tabs: FULL,
      settings: { workbookId: 'W-1', workbookHome: 'memory:starter', project: `Office ${EVIL}`, mailLimit: '90' },
    },
  );
};

let swept: Promise<readonly OutgoingMail[]> | undefined;
/** The mails of that workbook, made once. */
const mails = () => {
  swept ??= (async () => {
    const store = await openEvil();
    const mailer = createMemoryMailer();
    const { linkTo } = createLinks({ base: BASE, keys: [KEY] });
    const result = await sweepWorkbook({
      store,
      mailer,
      now: FRIDAY,
      clock: createClock().read,
      decide: async (raw, { now }) =>
        decide(raw, await readContextOf(raw, now), (snapshot) => linkTo('gsheet:1aB', snapshot)),
    });
    expect([result.outcome, mailer.sent.length > 2]).toEqual(['done', true]);
    return mailer.sent;
  })();
  return swept;
};

const isHarmless = (html: string, from = '') => {
  const page = html.slice(from ? html.indexOf(from) : 0);
  expect(page).not.toMatch(/<script>alert|<img src=x|onerror=alert\(1\)>(?!&)|<\/td><script/);
  for (const [, href] of page.matchAll(/(?:href|src|action)="([^"]*)"/g))
    expect(href).not.toMatch(/^\s*(?:javascript|data|vbscript):|evil/i);
};

it('an id with lines of its own adds none to a calendar: nothing attached, no alarm, no other event', () => {
  const uid = 'due-T-0001\r\nATTACH:https://evil.example.com/a\nBEGIN:VALARM\rACTION:EMAIL@W-1';
  const title = `Due ${EVIL}`;
  const entry = { uid, sequence: 1, title, day: 20_518, start: null, end: null, place: EVIL, description: EVIL };
  const dates = [{ ...entry, kind: 'due' as const }];
  const text = calendarFile([{ dates, snapshot: { at: FRIDAY, policy: { zone: 'UTC' } as never } }]);
  const names = text.split(/\r\n|\r|\n/).flatMap((line) => /^[A-Z-]+(?=[:;])/.exec(line) ?? []);
  expect(names).toEqual(expect.arrayContaining(['UID', 'SUMMARY', 'DESCRIPTION']));
  expect(names.filter((name) => /^(?:ATTACH|ACTION|BCC)$/i.test(name))).toEqual([]);
  expect(names.filter((name) => name === 'BEGIN')).toHaveLength(2);
});

describe('texts that would run', () => {
  it('in a mail stand as texts, and every link leads to the answer page', async () => {
    for (const { html, subject } of await mails()) {
      expect(html).toContain('&lt;script&gt;');
      isHarmless(html);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g))
        expect(href).toMatch(/^https:\/\/respond\.example\.com\//);
      expect(subject).not.toMatch(/[\r\n\u2028\u202e]/);
    }
  });

  it('in a mail’s plain text begin no line as a button does, and none as a header', async () => {
    for (const { text } of await mails()) {
      expect(text).toContain('evil.example.com');
      expect(text).not.toMatch(/^\s*Answer: https:\/\/evil/m);
      expect(text).not.toMatch(/^Bcc:/m);
      expect(text).not.toMatch(/[\0\r\u061c\u202e\u2066\u2028]/);
    }
  });

  it('in the outbox page stand as texts, and a mail is shown where no script runs', async () => {
    const folder = await tempFolder();
    const outbox = createOutbox({ folder, from: { name: 'Baton', address: 'baton@example.com' }, locale: 'en' });
    const [mail] = await mails();
    await outbox.send({ ...mail!, to: { name: EVIL, address: addressOf('Li Na') } });
    await outbox.flush?.();
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    const [, data = ''] = /<script type="application\/json"[^>]*>([^<]*)<\/script>/.exec(page) ?? [];
    // What the page holds as data cannot end its own element.
    expect(data).toContain('\\u003cscript>alert');
    isHarmless(page.replace(data, ''));
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  });

  it('in a forecast’s page and in a package stand as texts', async () => {
    const raw = await (await openEvil()).read();
    const forecast = await forecastWorkbook(raw, FRIDAY, 5);
    const page = forecastPage(forecast, 'en');
    expect(page).toContain('&lt;script&gt;');
    isHarmless(page);
    const snapshot = readSnapshot(raw, { now: FRIDAY });
    const pack = packOf(snapshot, 'Q-0001')!;
    const files = packFiles(pack);
    for (const [name, bytes] of files) {
      expect(name).toMatch(/^[\w/.-]+$/);
      expect(name).not.toContain('..');
      if (name.endsWith('.html')) isHarmless(bytes.toString());
      if (name.endsWith('.md')) expect(bytes.toString()).not.toMatch(/(?<!\\)<script|(?<!\\)\[a(?<!\\)\]\(/);
    }
  });
});

describe('the add-on, which shows what stands in cells', () => {
  it('puts texts in as texts: nothing in its pages makes mark-up, code or an address of a text', async () => {
    for (const file of globSync('apps-script/client/*.ts')) {
      const source = await readFile(file, 'utf8');
      expect([
        file,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|\beval\(|new Function|\bhref:|\bsrc:/.exec(
          source,
        )?.[0],
      ]).toEqual([file, undefined]);
    }
  });
});

describe('names and ids that mean something to a program', () => {
  it('are people and items like all others, and change nothing for the program', async () => {
    const told = (await mails()).map(({ to }) => to.address);
    expect(new Set(told)).toContain('odd3@example.com');
    expect(Object.prototype).toEqual({});
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('an id made of another’s key takes no reminder from it', async () => {
    const mine = (await mails()).find(({ to }) => to.address === addressOf('Li Na'))!;
    expect(mine.text).toContain('T-0001');
    const store = await openEvil();
    const alone = readSnapshot(await store.read(), { now: FRIDAY });
    const { plan } = decide(await store.read(), await readContextOf(await store.read(), FRIDAY));
    const keys = plan.notices.map(({ key }) => key);
    expect(alone.rows.raci).toHaveLength(1 + ODD.length);
    // Each item's notices are its own: none is said under the key of T-0001 but those about it.
    expect(
      plan.notices.filter(({ key }) => key.split(':')[1] === 'T-0001').every(({ item }) => item === 'T-0001'),
    ).toBe(true);
    expect(keys.every((key) => key.split(':').length === 4)).toBe(true);
  });
});

describe('the settings of one workbook pointed at another', () => {
  it('give links that open neither the other nor, by its own list’s address, this one', async () => {
    const theirs = await openSwept();
    const ours = await openSwept();
    // The same id as the other one has, and an item of the same name.
    const forged = await linkFor(ours, 'Li Na', 'T-0001', 'done', { uri: 'memory:mine' });
    const before = JSON.stringify(await standingOf(theirs));
    const site = await openSite(theirs, { registry: async () => ({ workbooks: [registered()] }) });
    expect((await site.open(forged)).status).toBe(404);
    const both = await openSite(theirs, {
      registry: async () => ({ workbooks: [registered(), registered({ uri: 'memory:mine' })] }),
      open: (uri) => (uri === URI ? theirs : ours),
    });
    await both.send(await both.open(forged), { output: 'https://example.com/x', progress: '100' });
    expect(JSON.stringify(await standingOf(theirs))).toBe(before);
  });

  it('with the other’s location, mail nobody: it is taken for a copy', async () => {
    const store = await openSwept();
    await store.apply([setOf('settings', 'workbookHome', { value: 'gsheet:another' })]);
    const mailer = createMemoryMailer();
    const result = await sweepWorkbook({
      store,
      mailer,
      now: '2026-03-09T09:00:00+08:00',
      clock: () => '2026-03-09T01:00:00Z',
    });
    expect([result.outcome, mailer.sent.length]).toEqual(['copy', 0]);
  });
});

describe('an address that would be more than one', () => {
  const MAIL = async () => ({ ...(await mails())[0]! });
  it.each([
    'a@b.example\r\nBcc: all@example.com',
    'a@b.example, c@d.example',
    'a@b.example;c@d.example',
    '<a@b.example>',
    'a@b.example c@d.example',
    '"a@b.example" <c@d.example>',
    'a@b.example\u0000',
    'a@b.example\u0085x',
    'group: a@b.example, c@d.example;',
    'a@@b.example',
  ])('is refused before any server is asked: %j', async (address) => {
    const mailer = createSmtp({
      server: serverOfUrl('smtp://127.0.0.1:9'),
      from: { name: 'Baton', address: 'baton@example.com' },
    });
    await expect(mailer.send({ ...(await MAIL()), to: { name: 'x', address } })).rejects.toMatchObject({
      code: 'bad-address',
    });
  });

  it('a line break that is written as %0d%0a stays those letters, in one recipient and no other header', async () => {
    const folder = await tempFolder();
    const outbox = createOutbox({ folder, from: { name: 'Baton', address: 'baton@example.com' }, locale: 'en' });
    await outbox.send({ ...(await MAIL()), to: { name: 'Li\r\nBcc: x@example.com', address: 'a@b.example%0d%0abcc' } });
    const [file] = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
    const { to, headers } = await PostalMime.parse(await readFile(join(folder, file!)));
    expect(to).toHaveLength(1);
    expect(headers.map(({ key }) => key)).not.toContain('bcc');
  });

  it.each([
    ['eve@example.com.evil.example', false],
    ['eve@evilexample.com', false],
    ['eve@ex\u0430mple.com', false],
    ['eve@evil.example\u3002example.com', false],
    ['eve@\uff45xample.com', false],
    ['eve@example.com@evil.example', false],
    ['li@EXAMPLE.com', true],
  ])('lies within BATON_RECIPIENTS only where it reads exactly so: %s', async (address, within) => {
    const mailer = createMemoryMailer();
    const sent = await onlyWithin(['example.com'], mailer)
      .send({ ...(await MAIL()), to: { name: 'x', address } })
      .then(
        () => true,
        () => false,
      );
    expect(sent).toBe(within);
    if (within) expect(isAddress(address)).toBe(true);
  });
});

describe('a row of the list of workbooks', () => {
  it('online names no file of the machine that reads it, neither as a workbook nor as a book', async () => {
    const rows = [
      ['Workbook', 'Time zone', 'Address book'],
      ['/etc/passwd', 'Asia/Shanghai', ''],
      ['C:\\finance.xlsx', 'Asia/Shanghai', ''],
      ['../secret.xlsx', 'Asia/Shanghai', ''],
      ['gsheet:1aB', 'Asia/Shanghai', '/srv/all-staff.xlsx'],
    ];
    const sheets = [{ title: 'Sheet1', merges: [], rows: rows.map((cells, i) => ({ at: i + 1, cells })) }];
    const open = () => ({ read: async () => ({ sheets }) }) as unknown as MemoryStore;
    const { workbooks, bad } = await readRegistry('gsheet:list', open as never);
    expect(workbooks).toMatchObject([{ uri: 'gsheet:1aB', book: null }]);
    expect(bad.map(({ code }) => code)).toEqual(['path-online', 'path-online', 'path-online', 'not-a-book']);
  });

  it.each([
    'graph:../me',
    'graph:./x',
    'graph:b!1/..',
    'graph:b!1/../../users',
    'graph:a/b/c',
    'graph:b!1/x?way=api&$expand=y',
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'ftp:x',
  ])('or of a command leads to no other address: %s', async (uri) => {
    const tried = (async () => openWorkbook(uri).read())();
    const code = uri.startsWith('graph:') ? 'graph-bad-id' : 'backend-unknown';
    await expect(tried).rejects.toMatchObject({ kind: 'call', code });
  });

  it('that is no list, or has entries of odd shapes, is said to be so', async () => {
    const path = join(await tempFolder(), 'list.json');
    await writeFile(path, '[{"__proto__": {"uri": "gsheet:1"}}, {"uri": {"toString": 1}}, "constructor", null]');
    expect((await readRegistry(path)).workbooks).toEqual([]);
  });
});
