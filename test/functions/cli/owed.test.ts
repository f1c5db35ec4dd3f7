import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryStatus } from '../../../core/record/delivery.ts';
import type { Owing } from '../../../core/record/owing.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import { owedLines } from '../../../functions/cli/owed.ts';
import { openTerminal } from '../../../functions/cli/terminal.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { type Answer, openMailServer } from '../../support/mail-server.ts';
import { addressOf } from '../../support/office.ts';
import { makeOffice } from '../http/parts.ts';

/** A Friday, and the Monday after it. */
const FRIDAY = '2026-03-06T09:00';
const MONDAY = '2026-03-09T09:00';
const ENV = { BATON_FROM: 'Baton <baton@example.com>' };
const LATE = { code: 452, words: '4.2.2 Mailbox full' };
const WRONG = { code: 550, words: '5.1.1 No such user' };

const over: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).reverse()) await end();
});

const scene = async () => {
  const folder = await tempFolder();
  await makeOffice(join(folder, 'launch.xlsx'));
  const answers = new Map<string, Answer>();
  const server = await openMailServer({ answer: (address) => answers.get(address) });
  over.push(server.close);
  const baton = (args: readonly string[], env = {}) => run('baton', folder, args, { ...ENV, ...env });
  const sweep = (now: string, ...args: string[]) =>
    baton(['sweep', 'launch.xlsx', '--now', now, '--mail', server.way, ...args]);
  const taken = () => server.letters.map(({ to }) => to);
  return { folder, baton, sweep, answers, taken, way: server.way };
};

const resultOf = ({ out }: { readonly out: string }) => JSON.parse(out).result;
const NA = addressOf('Li Na');
const WEI = addressOf('Wang Wei');

describe('a sweep says who is still owed what', () => {
  it('whose mail is not taken for now, in the server’s words; it asks for a person from the second day on', async () => {
    const { sweep, answers } = await scene();
    answers.set(NA, LATE);
    const { code, out } = await sweep(FRIDAY);
    expect(out).toMatch(
      /^ {2}Li Na +\d notices? +since Fri 6 Mar +not taken for now: “452 4\.2\.2 Mailbox full”\n +→ tried again by the next sweep$/m,
    );
    expect(code).toBe(0);
    const again = await sweep(MONDAY, '--locale', 'zh-CN');
    expect(again.out).toMatch(
      /^还没有送到的\n {2}Li Na +\d 件 +3月6日.* 起 +邮件系统暂时没有收下：“452 4\.2\.2 Mailbox full”\n +→ 下一次检查会再寄$/m,
    );
    expect(again.code).toBe(1);
    answers.clear();
    const last = await sweep(MONDAY, '--json');
    expect([last.code, resultOf(last).owed]).toEqual([0, []]);
  });

  it('whose address takes nothing, and what to do; a sweep after it says so until it is done', async () => {
    const { sweep, baton, answers, way } = await scene();
    answers.set(NA, WRONG);
    const { code, out } = await sweep(FRIDAY);
    expect(code).toBe(1);
    expect(out).toContain('1 person should hear of something and cannot be reached: Li Na.');
    const name =
      /^ {2}Li Na +\d notices? +since Fri 6 Mar +no mail is taken at li\.na@example\.com: “550 5\.1\.1 No such user”/m;
    expect(out).toMatch(name);
    expect(out).toMatch(
      /→ correct the address in the directory, it leaves by itself then; .* resend launch\.xlsx li\.na@example\.com$/m,
    );
    const quiet = await sweep(FRIDAY, '--json');
    expect(quiet.code).toBe(1);
    expect(resultOf(quiet)).toMatchObject({ outcome: 'done', sent: [] });
    expect(resultOf(quiet).owed).toEqual([
      {
        name: 'Li Na',
        to: NA,
        status: 'refused',
        since: '2026-03-06',
        said: '550 5.1.1 No such user',
        why: '',
        mail: expect.stringMatching(/^\w{32}$/),
        keys: expect.arrayContaining([expect.stringMatching(/^task\.overdue:T-0001:/)]),
      },
    ]);
    expect((await sweep('2026-03-07T09:00')).out).toMatch(/^A day off: no mail\.\n\nNot delivered yet\n {2}Li Na /m);
    expect((await sweep(FRIDAY, '--dry-run')).out).toMatch(name);
    const fleet = await baton(['sweep', 'launch.xlsx', 'launch.xlsx', '--now', FRIDAY, '--mail', way]);
    expect(fleet.out).toMatch(/^launch\.xlsx +0 .* done; 1 person has not got all their mail yet$/m);
  });

  it('whose address BATON_RECIPIENTS does not allow, and counts those mails', async () => {
    const { baton, way } = await scene();
    const env = { BATON_RECIPIENTS: 'example.org' };
    const { code, out } = await baton(['sweep', 'launch.xlsx', '--now', FRIDAY, '--mail', way], env);
    expect(code).toBe(1);
    expect(out).toMatch(/^BATON_RECIPIENTS keeps \d mails from leaving/m);
    expect(out).toContain('li.na@example.com is outside the domains that may be mailed (BATON_RECIPIENTS)');
    expect(out).not.toContain('outside-address');
  });

  it('what was not sent when the server went away, and of which mail nobody knows; then that it is held', async () => {
    const { sweep, answers, taken } = await scene();
    answers.set(WEI, 'hangs up');
    const broken = await sweep(FRIDAY, '--json');
    expect(broken.code).toBe(3);
    const { outcome, owed } = resultOf(broken);
    expect(outcome).toBe('failed');
    const statusOf = new Map(owed.map(({ name, status }: { name: string; status: string }) => [name, status]));
    expect(statusOf.get('Wang Wei')).toBe('sending');
    expect([...statusOf.values()].filter((status) => status === 'due').length).toBeGreaterThan(0);
    const next = await sweep(FRIDAY);
    expect(next.code).toBe(1);
    expect(next.out).toMatch(
      /^ {2}Wang Wei +\d notices? +since Fri 6 Mar +it is not known whether it left\n +→ ask whether it arrived; if not, send it again: npm run -s baton -- resend launch\.xlsx \w{8}$/m,
    );
    expect(taken()).not.toContain(WEI);
  });

  it('those with a trouble of their own by name, and those who need only wait as a number where they are more than three', () => {
    const since = dayFromIso('2026-03-06')!;
    const owing = (name: string, status: DeliveryStatus): Owing => {
      const to = `${name.toLowerCase()}@example.com`;
      return { name, to, status, since, keys: ['task.due:T-0001:2026-03-06:1'], said: '', why: '', mail: name };
    };
    const terminal = openTerminal(['--locale', 'en'], {});
    const named = (...owed: readonly Owing[]) =>
      owedLines(terminal, { owed, outcome: 'done' }, since, 'launch.xlsx').flatMap(
        (line) => /^ {2}(\S.*?) {2,}/.exec(line)?.[1] ?? [],
      );
    const due = ['Ana', 'Bo', 'Cai'].map((name) => owing(name, 'due'));
    const held = ['Eva', 'Fei', 'Gao', 'Hu'].map((name) => owing(name, 'held'));
    expect(named(...due, ...held)).toEqual(['Eva', 'Fei', 'Gao', 'Hu', 'Ana', 'Bo', 'Cai']);
    expect(named(...due, owing('Di', 'due'), ...held)).toEqual(['Eva', 'Fei', 'Gao', 'Hu', '4 people']);
  });
});

describe('resend', () => {
  it('makes a held mail due again, says what leaves to whom and that it may come twice; the next sweep sends it', async () => {
    const { baton, sweep, answers, taken } = await scene();
    answers.set(WEI, 'hangs up');
    await sweep(FRIDAY);
    const [held] = resultOf(await sweep(FRIDAY, '--json')).owed;
    const resend = (...args: string[]) => baton(['resend', 'launch.xlsx', ...args, '--now', FRIDAY]);
    const dry = await resend(held.mail.slice(0, 8), '--dry-run');
    expect(dry.out).toMatch(
      /^\d notices for Wang Wei would be due again\. This was a dry run; nothing was touched\.$/m,
    );
    const { code, out } = await resend(held.mail.slice(0, 8));
    expect(code).toBe(0);
    expect(out).toMatch(/^\d notices for Wang Wei are due again\.\nNobody knows whether the first mail arrived: /);
    expect(out).toMatch(/^task\.\w+:T-0002:\S+ +T-0002 Task 2 +leaves, to Wang Wei <wang\.wei@example\.com>$/m);
    const again = await resend(held.mail, '--json');
    expect([again.code, JSON.parse(again.out).error.code]).toEqual([1, 'nothing-to-resend']);
    answers.clear();
    const last = await sweep(FRIDAY);
    expect([last.code, taken().filter((to) => to === WEI)]).toEqual([0, [WEI]]);
    expect(last.out).not.toContain('Not delivered yet');
  });

  it('takes an address that was right after all, and speaks Chinese', async () => {
    const { baton, sweep, answers } = await scene();
    answers.set(NA, WRONG);
    await sweep(FRIDAY);
    const { code, out } = await baton(['resend', 'launch.xlsx', NA, '--now', FRIDAY, '--locale', 'zh-CN']);
    expect(code).toBe(0);
    expect(out).toMatch(/^给 Li Na 的 \d 件重新待寄。\n\n/);
    expect(out).toMatch(/T-0001 Task 1 +寄给 Li Na <li\.na@example\.com>$/m);
    expect(out).not.toContain('两次');
    answers.clear();
    expect(resultOf(await sweep(FRIDAY, '--json')).sent.map(({ to }: { to: string }) => to)).toEqual([NA]);
    const help = await baton(['resend', '--help', '--locale', 'zh-CN']);
    expect(help.out).toContain('把暂扣或被拒收的信再寄一次');
  });
});

describe('doctor', () => {
  type Said = {
    readonly code: string;
    readonly state: string;
    readonly words: Record<'en' | 'zh-CN', string>;
    readonly fix?: { en: string };
  };

  it('names who is still owed what, since when and why, and what to do', async () => {
    const { baton, sweep, answers } = await scene();
    const doctor = async (now: string): Promise<Map<string, Said>> => {
      const { out } = await baton(['doctor', 'launch.xlsx', '--now', now, '--json']);
      return new Map(JSON.parse(out).findings.map((found: Said) => [found.code, found]));
    };
    answers.set(WEI, 'hangs up');
    answers.set(addressOf('Ana Silva'), LATE);
    await sweep(FRIDAY);
    const broken = await doctor(MONDAY);
    expect(broken.get('mails-due')?.words.en).toMatch(
      /^\d notices? for Zhao Min, Sun Jie and Ana Silva ha(?:s|ve) not got through since Fri 6 Mar: not sent yet\.$/,
    );
    expect((await doctor(FRIDAY)).has('mails-due')).toBe(false);
    await sweep(FRIDAY);
    answers.delete(WEI);
    answers.set(NA, WRONG);
    await sweep(MONDAY);
    const found = await doctor(MONDAY);
    const states = [...found.values()].flatMap(({ code, state }) => (code.startsWith('mails-') ? [[code, state]] : []));
    expect(states).toEqual([
      ['mails-held', 'mend'],
      ['mails-refused', 'mend'],
      ['mails-deferred', 'look'],
    ]);
    expect(found.get('mails-held')?.fix?.en).toMatch(/^Ask whether it arrived; if not, .* resend launch\.xlsx \w{8}$/);
    expect(found.get('mails-refused')?.words).toEqual({
      en: expect.stringMatching(
        /^\d notices? for Li Na ha(?:s|ve) not got through since Mon 9 Mar: no mail is taken at li\.na@example\.com: “550 5\.1\.1 No such user”\.$/,
      ),
      'zh-CN': expect.stringMatching(
        /^Li Na 还有 \d 件没有收到，3月9日 周一 起：li\.na@example\.com 不收信：“550 5\.1\.1 No such user”。$/,
      ),
    });
    expect(found.get('mails-deferred')?.words.en).toMatch(/notices? for Ana Silva ha(s|ve) not got through since/);
    const fleet = await tempFolder();
    await makeOffice(join(fleet, 'fine.xlsx'));
    await run('baton', fleet, ['sweep', 'fine.xlsx', '--now', FRIDAY]);
    const fine = await run('baton', fleet, ['doctor', 'fine.xlsx', '--now', FRIDAY]);
    expect(fine.out).toMatch(/^fine +delivery +Everybody has got the mails that were for them\.$/m);
  });
});

describe('explain', () => {
  it('says of an item and of a key whom it has not reached and why, and never what the record keeps for itself', async () => {
    const { baton, sweep, answers, way } = await scene();
    answers.set(NA, WRONG);
    answers.set(addressOf('Ana Silva'), LATE);
    await sweep(FRIDAY);
    const explain = async (...args: string[]) =>
      (await baton(['explain', 'launch.xlsx', ...args, '--now', FRIDAY])).out;
    const item = await explain('T-0001');
    expect(item).toMatch(
      /^ {2}Fri 6 Mar +task\.overdue +Li Na +not taken at this address: “550 5\.1\.1 No such user”$/m,
    );
    const { mailed } = JSON.parse(await explain('T-0001', '--json'));
    const [refused] = mailed.filter(({ status }: { status: string }) => status === 'refused');
    expect(refused).toMatchObject({ to: NA, said: '550 5.1.1 No such user' });
    const key = await explain(refused.key, '--locale', 'zh-CN');
    expect(key).toMatch(/Li Na +这个邮箱不收：“550 5\.1\.1 No such user”/);
    const all = resultOf(await sweep(FRIDAY, '--json')).owed;
    const deferred = all.find(({ status }: { status: string }) => status === 'deferred');
    const later = await explain(deferred.keys[0]);
    expect(later).toMatch(/Ana Silva +not taken for now, tried again: “452 4\.2\.2 Mailbox full”/);
    await baton(['resend', 'launch.xlsx', NA, '--now', FRIDAY]);
    const due = await explain(refused.key);
    expect(due).toMatch(/Li Na +due, not sent yet$/m);
    expect([item, key, later, due, await explain(refused.key, '--json')].join('')).not.toMatch(/\{"name"|"code":/);
    await baton(['sweep', 'launch.xlsx', '--now', FRIDAY, '--mail', way], { BATON_RECIPIENTS: 'example.org' });
    expect(await explain(refused.key)).toContain(`not taken at this address: ${NA} is outside the domains that may be`);
  });
});
