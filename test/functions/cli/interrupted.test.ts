import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../core/read/index.ts';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import { stillSending } from '../../../core/record/open-mail.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { CHILD_ENV } from '../../support/child-env.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { makeOffice } from '../http/parts.ts';

/** A Friday. */
const NOW = '2026-03-06T09:00';
const BATON = fileURLToPath(new URL('../../../functions/cli/main.ts', import.meta.url));
const ENV = { BATON_FROM: 'Baton <baton@example.com>' };

type Found = { readonly code: string; readonly words: { readonly en: string } };

const over: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).reverse()) await end();
});

/** A mail server that comes to a halt when the nth letter is announced, until it is told to go on. */
const mailServer = async (halt: number) => {
  const ids: string[] = [];
  let announced = 0;
  let goOn = () => {};
  let halted = () => {};
  const isHalted = new Promise<void>((resolve) => {
    halted = resolve;
  });
  const { way, close } = await openMailServer({
    onMailFrom: (_address, _session, done) => {
      if (++announced !== halt) return done();
      goOn = () => done();
      halted();
    },
    onLetter: ({ bytes }) => ids.push(/^Message-ID: <([^@>]+)@/im.exec(bytes.toString())![1]!),
  });
  over.push(close);
  return { ids, way, isHalted, goOn: () => goOn() };
};

const scene = async (halt = 2) => {
  const folder = await tempFolder();
  const path = join(folder, 'launch.xlsx');
  await makeOffice(path);
  const server = await mailServer(halt);
  const baton = (...args: string[]) => run('baton', folder, args, ENV);
  const sweep = (...args: string[]) => baton('sweep', 'launch.xlsx', '--now', NOW, '--mail', server.way, ...args);
  /** A sweep in another process, as far as the letter at which the server comes to a halt. */
  const halfway = async (): Promise<ChildProcess> => {
    const args = [BATON, 'sweep', 'launch.xlsx', '--now', NOW, '--mail', server.way, '--json'];
    const child = spawn(process.execPath, args, { cwd: folder, env: { ...CHILD_ENV, LANG: 'en_GB.UTF-8', ...ENV } });
    over.push(() => child.kill('SIGKILL'));
    await server.isHalted;
    return child;
  };
  const notes = async () => readSnapshot(await openXlsxFile(path).read(), { now: NOW });
  return { ...server, baton, sweep, halfway, notes };
};

const killed = async (child: ChildProcess) => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

/** No letter came twice, every one that came is known to have left or is held, and nothing is left open. */
const expectOnce = async ({ ids, notes }: Pick<Awaited<ReturnType<typeof scene>>, 'ids' | 'notes'>) => {
  const { ledger, runs } = await notes();
  const sent = ledger.filter(({ status }) => status === 'sent').map(({ key, to }) => `${key} -> ${to}`);
  expect(new Set(sent).size).toBe(sent.length);
  expect(stillSending(ledger)).toEqual([]);
  const mailsThat = (...how: string[]) =>
    new Set(ledger.flatMap(({ status, mail }) => (how.includes(status) ? [mail] : [])));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !mailsThat('sent', 'held').has(id))).toEqual([]);
  expect(mailsThat('held').size).toBeLessThanOrEqual(1);
  expect(runs.filter(({ status }) => status === 'claimed')).toEqual([]);
  expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
};

describe('a sweep that is killed between two letters', () => {
  it('is taken up at once by the next one on the same machine, and nobody has the same mail twice', async () => {
    const { halfway, sweep, ids, notes } = await scene();
    await killed(await halfway());
    expect(ids).toHaveLength(1);
    const again = await sweep('--json');
    // The mail that was being sent is held, which is for a person to settle.
    expect(again).toMatchObject({ code: 1, err: '' });
    const { result } = JSON.parse(again.out);
    expect(result).toMatchObject({ outcome: 'done', owed: [{ status: 'held' }] });
    expect(result.sent.length).toBeGreaterThan(0);
    await expectOnce({ ids, notes });
    const after = await notes();
    expect(after.runs.map(({ status }) => status).slice(-2)).toEqual(['failed', 'done']);
    expect(JSON.parse((await sweep('--json')).out).result).toMatchObject({ outcome: 'done', sent: [] });
  });
});

describe('a sweep that finds another at work', () => {
  it('does nothing, exits with 3 and says which, where, since when and until when', async () => {
    const { halfway, sweep, ids } = await scene();
    const { pid } = await halfway();
    const said = await sweep();
    expect(said.code).toBe(3);
    expect(said.out).toMatch(new RegExp(`2026-03-06-\\w+, on this machine \\(process ${pid}\\), since 2\\d{3}-`));
    expect(said.out).toMatch(/until (?:[-\d]+ )?\d\d:\d\d/);
    expect(said.out).toContain('sweep launch.xlsx --take-over');
    const json = await sweep('--json');
    const { result } = JSON.parse(json.out);
    expect([json.code, result.outcome, result.sent]).toEqual([3, 'left', []]);
    expect(result.holder).toEqual({
      run: expect.stringMatching(/^2026-03-06-/),
      where: { host: hostname(), pid, isHere: true },
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      until: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    const several = await sweep('absent.xlsx');
    expect(several.code).toBe(3);
    expect(several.out).toMatch(
      new RegExp(
        `^launch\\.xlsx +0 .*left to another sweep at work: 2026-03-06-\\w+, on this machine \\(process ${pid}\\)`,
        'm',
      ),
    );
    expect(several.out).toMatch(/^2 workbooks, 2 not swept/m);
    expect(ids).toHaveLength(1);
  });
});

describe('doctor', () => {
  it('says which mails a killed sweep left open, ends its claim at once when told to, and leaves the mails to the next', async () => {
    const { halfway, baton, sweep, ids, notes } = await scene();
    await killed(await halfway());
    const found = async (...args: string[]) => {
      const { out } = await baton('doctor', 'launch.xlsx', '--now', NOW, '--json', ...args);
      const { findings, done, refused } = JSON.parse(out);
      const codes = new Map<string, { en: string }>(findings.map((one: Found) => [one.code, one.words]));
      return { codes, done, refused };
    };
    const before = await found();
    expect(before.codes.get('dead-claims')?.en).toMatch(
      /^1 sweep that died is still listed in _runs as running; it does not hold the workbook any more/,
    );
    // The workbook knows that several were about to leave; the record beside it, which of them the sweep died with.
    const open = stillSending((await notes()).ledger);
    expect(new Set(open.map(({ mail }) => mail)).size).toBeGreaterThan(1);
    expect(before.codes.get('mails-open')?.en).toMatch(/^1 mail of a sweep that died may or may not have left: \S+\.$/);
    expect(open.map(({ to }) => before.codes.get('mails-open')?.en.includes(to))).toContain(true);
    const looked = JSON.parse((await sweep('--dry-run', '--json')).out);
    expect(looked.mails).toHaveLength(new Set(open.map(({ mail }) => mail)).size - 2);
    expect(before.codes.has('at-work')).toBe(false);
    const fixed = await found('--fix');
    expect(fixed.refused).toBeUndefined();
    expect(fixed.done.map(({ code }: Found) => code)).toContain('claims-buried');
    expect([fixed.codes.has('dead-claims'), fixed.codes.has('mails-open')]).toEqual([false, true]);
    expect((await sweep()).code).toBe(1);
    await expectOnce({ ids, notes });
  });

  it('says who is at work and until when, and fixes nothing meanwhile', async () => {
    const { halfway, baton } = await scene();
    const { pid } = await halfway();
    const { out } = await baton('doctor', 'launch.xlsx', '--now', NOW, '--fix');
    const who = `2026-03-06-\\w+, on this machine \\(process ${pid}\\), since [-\\d]+ [:\\d]+, until (?:[-\\d]+ )?\\d\\d:\\d\\d`;
    expect(out).toMatch(new RegExp(`^Not done: Another run holds this workbook: ${who}`, 'm'));
    expect(out).toMatch(new RegExp(`^look +sweeps +Another run is at work in the workbook: ${who}`, 'm'));
    expect(out).toMatch(/, and \d mails are on the way/);
    expect(out).not.toContain('died');
  });
});

describe('a sweep that is told to take over', () => {
  it('ends the other’s claim, settles its mails and goes on; the other stops, and nobody has the same mail twice', async () => {
    const { halfway, sweep, goOn, ids, notes } = await scene();
    const other = await halfway();
    const otherSaid = text(other.stdout!);
    const taken = await sweep('--take-over', '--json');
    expect(taken).toMatchObject({ code: 1, err: '' });
    const { result } = JSON.parse(taken.out);
    expect(result.owed).toEqual([expect.objectContaining({ status: 'held', to: result.held[0].to })]);
    expect(result).toMatchObject({ outcome: 'done', held: [{ to: expect.stringContaining('@example.com') }] });
    const exit = once(other, 'exit');
    goOn();
    expect(await exit).toEqual([3, null]);
    expect(JSON.parse(await otherSaid).result).toMatchObject({ outcome: 'left' });
    await expectOnce({ ids, notes });
    const { runs } = await notes();
    expect(runs.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(runs[0]!.note).toBe('taken-over');
  });

  it('is told of one workbook at a time', async () => {
    const { baton } = await scene();
    for (const more of ['other.xlsx', 'workbooks.json']) {
      const { code, err } = await baton('sweep', 'launch.xlsx', more, '--take-over');
      expect([code, err]).toEqual([2, expect.stringContaining('--take-over is for one workbook at a time')]);
    }
  });
});
