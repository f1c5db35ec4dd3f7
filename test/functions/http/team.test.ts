import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import { createMemoryMailer, type MemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { openXlsxFile } from '../../../functions/adapters/xlsx-file/store.ts';
import { createLifetime } from '../../../functions/base/lifetime.ts';
import { reportByMail, type SweepParts, sweepEndpoint, teamTask } from '../../../functions/http/sweep.ts';
import { createBooks } from '../../../functions/many/book.ts';
import type { Mailer, TeamTask } from '../../../functions/ports.ts';
import { tempFolder } from '../../support/cli.ts';
import { createClock, snapshotOf } from '../../support/office.ts';
import { makeOffice } from './parts.ts';

const FILES = ['a.xlsx', 'b.xlsx', 'c.xlsx'];
let folder: string;
let team: TeamTask;
let mailer: MemoryMailer;
let logged: [string, object | undefined][];

beforeEach(async () => {
  folder = await tempFolder();
  mailer = createMemoryMailer();
  logged = [];
  for (const file of FILES) await makeOffice(join(folder, file));
  team = {
    kind: 'team',
    name: 'team-1-2026-03-06',
    book: join(folder, 'a.xlsx'),
    workbooks: FILES.map((file) => ({
      workbook: join(folder, file),
      at: '2026-03-06T09:00:00+08:00',
      owner: `keeper-of-${file[0]}@example.com`,
    })),
  };
});

const partsOf = (more: Partial<SweepParts> = {}): SweepParts => ({
  open: openXlsxFile,
  mailer: async () => mailer,
  books: createBooks(openXlsxFile),
  isKnown: () => true,
  report: reportByMail('admin@example.com', 'en', async () => mailer),
  linkTo: null,
  repliesAreRead: false,
  lifetime: createLifetime(),
  clock: createClock().read,
  ...more,
});
const post = (body: unknown, parts = partsOf(), header: (key: string) => string | undefined = () => undefined) =>
  sweepEndpoint(parts).answer(
    { method: 'POST', header, query: new URLSearchParams(), raw: Buffer.alloc(0), body },
    (...said) => logged.push([said[1], said[2]]),
  ) as Promise<{ status: number; body: Record<string, unknown> }>;
const outcomes = ({ body }: { body: Record<string, unknown> }) =>
  (body.workbooks as { outcome: string; status: number }[]).map(({ outcome, status }) => `${outcome} ${status}`);
const letters = () => mailer.sent.filter(({ to }) => !/^(admin|keeper)/.test(to.address));

describe('a team’s task', () => {
  it('sends each person one mail about all of its workbooks, and says what came of each', async () => {
    const answer = await post(team);
    expect([answer.status, answer.body.mails]).toEqual([200, letters().length]);
    expect(outcomes(answer)).toEqual(['done 200', 'done 200', 'done 200']);
    expect(new Set(letters().map(({ to }) => to.address)).size).toBe(letters().length);
    expect(letters().length).toBeGreaterThan(0);
    for (const { subject } of letters()) expect(subject).toContain('(3 projects)');
    expect(logged.filter(([message]) => message === 'swept')).toHaveLength(3);
    for (const file of FILES) {
      const { ledger, runs } = await snapshotOf(openXlsxFile(join(folder, file)));
      expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
    }

    const again = await post(team);
    expect([again.status, again.body.mails]).toEqual([200, 0]);
  });

  it('reports what only a person can mend for its own workbook and owner, and sweeps the others', async () => {
    await writeFile(join(folder, 'b.xlsx'), 'no workbook any more');
    const answer = await post({ ...team, book: join(folder, 'c.xlsx') });
    expect(answer.status).toBe(200);
    expect(outcomes(answer)).toEqual(['done 200', 'failed 200', 'done 200']);
    for (const { subject } of letters()) expect(subject).toContain('(2 projects)');
    const told = mailer.sent.filter(({ to }) => /^(admin|keeper)/.test(to.address));
    expect(told.map(({ to }) => to.address).sort()).toEqual(['admin@example.com', 'keeper-of-b@example.com']);
    for (const { text } of told) expect(text).toContain('b.xlsx');
  });

  it('comes again for a workbook that another sweep holds, and then tells of that one alone', async () => {
    const store = openXlsxFile(join(folder, 'b.xlsx'));
    const busy = { tab: '_runs', kind: 'append', item: 'other', expected: {} } as const;
    const until = '2026-03-06T09:10:00+08:00';
    await store.apply([{ ...busy, values: { run: 'other', day: '2026-03-06', status: 'claimed', until } }]);
    const clock = createClock();
    const first = await post(team, partsOf({ clock: clock.read }));
    expect([first.status, ...outcomes(first)]).toEqual([503, 'done 200', 'left 503', 'done 200']);
    const before = letters().length;
    clock.pass(20);
    const second = await post(team, partsOf({ clock: clock.read }));
    expect([second.status, ...outcomes(second)]).toEqual([200, 'done 200', 'done 200', 'done 200']);
    expect(second.body.mails).toBe(letters().length - before);
    for (const { subject } of letters().slice(before)) expect(subject).not.toContain('projects)');
  });

  it('that is told to stop ends what it began, begins no other, and comes again', async () => {
    const lifetime = createLifetime();
    const stopping: Mailer = {
      ...mailer,
      batch: 1,
      send: async (mail) => {
        // Cloud Run's signal, in the middle of the second letter.
        if (mailer.sent.length === 1) void lifetime.end();
        return mailer.send(mail);
      },
    };
    const first = await post(team, partsOf({ lifetime, mailer: async () => stopping }));
    expect([first.status, ...outcomes(first)]).toEqual([503, 'failed 503', 'failed 503', 'failed 503']);
    expect(letters()).toHaveLength(2);
    for (const file of FILES) {
      expect((await snapshotOf(openXlsxFile(join(folder, file)))).runs.map(({ status }) => status)).toEqual(['failed']);
    }
    expect((await post(team, partsOf({ lifetime }))).status).toBe(503);
    const runs = FILES.map(async (file) => (await snapshotOf(openXlsxFile(join(folder, file)))).runs.length);
    expect(await Promise.all(runs)).toEqual([2, 1, 1]);
    const second = await post(team);
    expect(second.status).toBe(200);
    expect(new Set(letters().map(({ to }) => to.address)).size).toBe(letters().length);
    expect(mailer.sent).toHaveLength(letters().length);
  });

  it('is refused where it is none, or names a workbook that is not looked after from here', async () => {
    const parts = partsOf({ isKnown: (uri) => !uri.endsWith('c.xlsx') });
    for (const [body, own] of [
      [{ ...team, workbooks: [] }, partsOf()],
      [{ ...team, workbooks: Array(21).fill(team.workbooks[0]) }, partsOf()],
      [{ ...team, book: '' }, partsOf()],
      [team, parts],
    ] as const) {
      await expect(post(body, own)).rejects.toMatchObject({ code: 'not-a-task' });
    }
  });

  it('is understood beside the tasks of one workbook that lay in the queue before', async () => {
    const [{ workbook, at, owner }] = team.workbooks as [TeamTask['workbooks'][number]];
    const old = await post({ name: 'a-2026-03-06', workbook, at, owner });
    expect(old).toMatchObject({ status: 200, body: { outcome: 'done', attempt: 1 } });
    const before = letters().length;
    expect(before).toBeGreaterThan(0);
    // What was told of that workbook is not told again in the round.
    const round = await teamTask(partsOf(), team, 1, () => {});
    expect(round.status).toBe(200);
    for (const { subject } of letters().slice(before)) expect(subject).toContain('(2 projects)');
  });
});
