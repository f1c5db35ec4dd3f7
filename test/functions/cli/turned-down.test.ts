import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import type { LedgerRow } from '../../../core/snapshot.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../../functions/demo/make.ts';
import { QUICK_WAITS, run, start, tempFolder } from '../../support/cli.ts';
import { type MailServer, openMailServer } from '../../support/mail-server.ts';
import { appendOf } from '../../support/starter.ts';

/** The demo on a Friday, on which a task and another one's second level escalate; and the workdays after it. */
const [FRIDAY, MONDAY, TUESDAY, THURSDAY, NEXT_FRIDAY] = [6, 9, 10, 12, 13].map(
  (day) => `2026-03-${String(day).padStart(2, '0')}T09:00`,
) as [string, string, string, string, string];

interface Letter {
  readonly to: string;
  /** The mail's id, by which the ledger knows it. */
  readonly id: string;
  /** In one line. */
  readonly text: string;
}

/** A real mail server: what it has taken, and what it answers to RCPT TO. */
const taken: Letter[] = [];
let answer: (address: string) => readonly [code: number, words: string] | null = () => null;
let onLetter: (letter: Letter) => void = () => {};
let server: MailServer;
let folder: string;
let books = 0;
let book: string;

beforeAll(async () => {
  folder = await tempFolder();
  server = await openMailServer({
    answer: (address) => {
      const said = answer(address);
      return said && { code: said[0], words: said[1] };
    },
    onLetter: async ({ to, bytes }) => {
      const { messageId = '', text = '' } = await PostalMime.parse(bytes);
      const letter = { to, id: messageId.replace(/^<|@.*$/g, ''), text: text.replace(/\s+/g, ' ') };
      taken.push(letter);
      onLetter(letter);
    },
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  taken.length = 0;
  answer = () => null;
  onLetter = () => {};
  book = `demo-${++books}.xlsx`;
  await makeDemo({ ...DEMO, path: join(folder, book) });
});

const DEMO = { locale: 'en', zone: 'UTC', country: null, now: FRIDAY } as const;
const FROM = {
  BATON_FROM: 'Baton <baton@example.com>',
  ...QUICK_WAITS,
};
const argsOf = (now: string, ...more: string[]) => ['sweep', book, '--now', now, '--mail', server.way, ...more];
const sweep = (now: string, ...more: string[]) => run('baton', folder, argsOf(now, ...more), FROM);
const snapshotOf = async (now = FRIDAY) => readSnapshot(await openXlsxFile(join(folder, book)).read(), { now });

/** What the letters that were taken told whom, `key -> address`, once for each time: their ids as the ledger has them. */
const arrived = async (letters: readonly Letter[] = taken): Promise<string[]> => {
  const { ledger } = await snapshotOf();
  const keysOf = ({ id, to }: Letter) => new Set(ledger.filter((row) => row.mail === id && row.to === to).map(keyOf));
  return letters.flatMap((letter) => [...keysOf(letter)].map((key) => `${key} -> ${letter.to}`)).sort();
};
const keyOf = ({ key }: LedgerRow) => key;

/** What a sweep of that moment tells whom where nothing goes wrong. */
const planned = async (now: string): Promise<string[]> => {
  const { mails } = JSON.parse((await sweep(now, '--dry-run', '--json')).out);
  return mails
    .flatMap(({ to, notices }: { to: string; notices: string[] }) => notices.map((key) => `${key} -> ${to}`))
    .sort();
};
const twice = (lines: readonly string[]) => lines.filter((line, i) => lines.indexOf(line) !== i);

describe('by the command line, over a mail server that does not take every letter', { timeout: 180_000 }, () => {
  it('an Accountable put off on the day their task escalates is told by the next sweep, and the executive’s clock waits for that', async () => {
    const all = await planned(FRIDAY);
    const level1 = all.find((line) => /^task\.stuck:T-0013:\S+:1 -> julia/.test(line))!;
    const [key, julia] = level1.split(' -> ') as [string, string];
    answer = (address) => (address === julia ? [451, '4.7.1 Greylisted, come back later'] : null);
    expect((await sweep(FRIDAY)).code).toBe(0);
    expect(await arrived()).toEqual(all.filter((line) => !line.endsWith(` ${julia}`)));

    answer = () => null;
    const before = taken.length;
    expect((await sweep(MONDAY)).code).toBe(0);
    expect(await arrived(taken.slice(before))).toContain(level1);
    expect(twice(await arrived())).toEqual([]);

    // Three workdays from Monday on, and not from Friday, end on Thursday evening.
    const level2 = key.replace(/1$/, '2');
    expect((await sweep(THURSDAY)).code).toBe(0);
    expect((await arrived()).join('\n')).not.toContain(level2);
    expect((await sweep(NEXT_FRIDAY)).code).toBe(0);
    expect((await arrived()).join('\n')).toContain(level2);
    expect(twice(await arrived())).toEqual([]);
  });

  it('a full mailbox that comes first stands in nobody’s way, the keeper hears of it, and it gets its mail once there is room', async () => {
    const all = await planned(FRIDAY);
    const { out } = await sweep(FRIDAY, '--dry-run', '--json');
    const first: string = JSON.parse(out).mails[0].to;
    answer = (address) => (address === first ? [452, '4.2.2 Mailbox full'] : null);
    expect((await sweep(FRIDAY)).code).toBe(0);
    expect(await arrived()).toEqual(all.filter((line) => !line.endsWith(` ${first}`)));

    const { policy } = await snapshotOf();
    const keeper = policy.keeper!.email!;
    const before = taken.length;
    await sweep(MONDAY);
    const told = taken.slice(before).find(({ to }) => to === keeper)!;
    expect(told.text).toContain('452 4.2.2 Mailbox full');
    expect((await arrived([told])).join('\n')).toContain('mail-deferred');

    answer = () => null;
    expect((await sweep(TUESDAY)).code).toBe(0);
    const theirs = all.filter((line) => line.endsWith(` ${first}`) && line.startsWith('task.stuck:'));
    expect(theirs).not.toEqual([]);
    expect(await arrived()).toEqual(expect.arrayContaining(theirs));
    expect(twice(await arrived())).toEqual([]);
  });

  it('a server that takes nobody’s mail stops the sweep in its own words, nobody counts as refused, and nothing is lost', async () => {
    const all = await planned(FRIDAY);
    const SAID = '550 5.7.1 Relaying denied for this sender';
    answer = () => [550, SAID.slice(4)];
    for (const [LANG, ...words] of [
      ['en_GB.UTF-8', 'The mail system turned down the first 3 recipients', 'Nothing is lost'],
      ['zh_CN.UTF-8', '邮件服务器把前 3 位收件人的信都退了', '什么都没有漏掉'],
    ]) {
      const { code, out, err } = await run('baton', folder, argsOf(FRIDAY), { ...FROM, LANG });
      expect(code).toBe(3);
      for (const word of [...words, SAID]) expect(out + err).toContain(word);
    }
    expect(taken).toEqual([]);
    const { ledger } = await snapshotOf();
    expect(ledger.filter(({ status }) => status === 'refused')).toEqual([]);

    answer = () => null;
    expect((await sweep(FRIDAY)).code).toBe(0);
    expect(await arrived()).toEqual(all);
  });

  it('a dispute typed without an id has one id in all its letters, though the sweep was killed in the middle of them', async () => {
    const ISSUE = 'Who pays for the second print run';
    book = 'demo-full.xlsx';
    await makeDemo({ ...DEMO, template: 'full', path: join(folder, book) });
    const { departments } = await snapshotOf();
    const heads = [...departments.values()].flatMap(({ head }) => head?.name ?? []).slice(0, 4);
    await openXlsxFile(join(folder, book)).apply([
      appendOf('escalations', { issue: ISSUE, parties: heads.join(', '), openedOn: FRIDAY.slice(0, 10) }),
    ]);
    const disputes = () => taken.filter(({ text }) => text.includes(ISSUE));
    const killed = start('baton', folder, argsOf(FRIDAY), FROM);
    onLetter = () => {
      if (disputes().length === 2) killed.kill();
    };
    expect((await killed.ended).code).toBe(-1);
    expect(disputes()).toHaveLength(2);

    onLetter = () => {};
    await sweep(FRIDAY);
    const { rows } = await snapshotOf();
    const { id } = rows.escalations.find(({ values }) => values.issue === ISSUE)!;
    expect(id).toMatch(/^E-\d{4}$/);
    expect(disputes()).toHaveLength(heads.length);
    for (const { text } of disputes()) expect(text).toContain(`${ISSUE} [${id} `);
    const lines = (await arrived()).filter((line) => line.startsWith(`dispute:${id}:`));
    expect(lines).toHaveLength(disputes().length);
    expect(twice(await arrived())).toEqual([]);
  });
});
