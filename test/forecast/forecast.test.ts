import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { instantOf } from '../../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { type Forecast, forecastJson } from '../../core/what-if/forecast.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { createOutbox } from '../../functions/adapters/outbox/outbox.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import type { Mailer, WorkbookStore } from '../../functions/ports.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { forecastWorkbook } from '../../functions/sweep/forecast.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { tempFolder } from '../support/cli.ts';
import { type Given, workbookOf } from '../support/scenario.ts';

/** Sweeps in earnest each day that was forecast: who got a mail under which subject, and which notices were in it. */
const sweepFor = async ({ snapshot, days }: Forecast, store: WorkbookStore, mailer: Mailer) => {
  const { zone, sweepTime } = snapshot.policy;
  const swept = [];
  let before = snapshot.ledger.length;
  for (const { date } of days) {
    const now = instantOf(date, sweepTime, zone);
    const { sent, outcome, because } = await sweepWorkbook({
      store,
      mailer,
      now,
      clock: () => now,
      decide: async (raw, { now }) => decide(raw, await readContextOf(raw, now)),
    });
    const { ledger } = readSnapshot(await store.read(), { now });
    const told = ledger.slice(before).filter(({ status }) => status === 'sent');
    before = ledger.length;
    swept.push({
      date: isoOf(date),
      mails: sent.map(({ to, subject }) => ({
        to,
        subject,
        keys: told.filter((row) => row.to === to).map(({ key }) => key),
      })),
      ...(outcome === 'fuse' && { stopped: because!.facts }),
    });
  }
  return swept;
};

/** The forecast in the same shape. */
const asSwept = (forecast: Forecast) =>
  forecastJson(forecast).days.map(({ mails, ...day }) => ({
    ...day,
    mails: mails.map(({ to, subject, notices }) => ({ to, subject, keys: notices.map(({ key }) => key) })),
  }));

describe('what is forecast is what sweeps will do, mail by mail and key by key', () => {
  it('of the starter demo, over its file and an outbox', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'demo.xlsx');
    const now = '2026-03-06T09:00';
    await makeDemo({ path, locale: 'zh-CN', zone: 'Asia/Shanghai', country: 'CN', now });
    const store = openXlsxFile(path);
    const forecast = await forecastWorkbook(await store.read(), now, 8);
    expect(forecast.days).toHaveLength(8);

    const outbox = join(folder, 'outbox');
    const swept = await sweepFor(
      forecast,
      store,
      createOutbox({ folder: outbox, from: { name: '', address: 'baton@example.com' }, locale: 'zh-CN' }),
    );
    expect(asSwept(forecast)).toEqual(swept);
    const count = swept.reduce((sum, { mails }) => sum + mails.length, 0);
    expect(count).toBeGreaterThan(50);
    expect((await readdir(outbox)).filter((file) => file.endsWith('.eml'))).toHaveLength(count);
  });

  it.each([
    ['starter', 'zh-CN', 'Asia/Shanghai', 'CN', '2026-03-06T09:00', 'four working weeks'],
    ['full', 'zh-CN', 'Asia/Shanghai', 'CN', '2026-09-18T10:30', 'over a week of holidays and its make-up days'],
    ['full', 'en', 'America/New_York', 'US', '2026-12-22T08:00', 'into another year'],
  ] as const)('of the %s demo, %s, %s, %s, %s: %s', async (template, locale, zone, country, now, _which) => {
    const path = join(await tempFolder(), 'demo.xlsx');
    await makeDemo({ path, template, locale, zone, country, now });
    const raw = await openXlsxFile(path).read();
    const forecast = await forecastWorkbook(raw, now, 20);
    const swept = await sweepFor(forecast, openMemory(raw), createMemoryMailer());
    expect(asSwept(forecast)).toEqual(swept);
    expect(new Set(swept.flatMap(({ mails }) => mails.map(({ to }) => to))).size).toBeGreaterThan(10);
  });

  const NOW = '2026-03-05T09:00';
  const PEOPLE = ['Li Ming', 'Wang Fang', 'Chen Jie', 'Sun Li', 'Zhao Yi'];
  const person = fc.constantFrom(...PEOPLE);
  const day = fc.integer({ min: -15, max: 25 }).map((days) => isoOf(dayFromIso('2026-03-05')! + days));
  const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
  const told = (row: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Record<string, string>;

  const taskRow = fc.record({
    request: fc.constantFrom('Q-0001', 'Q-0002', ''),
    department: fc.constantFrom('Design', 'Marketing'),
    responsible: maybe(person),
    accountable: person,
    informed: maybe(person),
    start: maybe(day),
    due: maybe(day),
    predecessors: maybe(fc.constantFrom('T-0001', 'T-0002', 'T-0003', 'T-0001, T-0002')),
    status: maybe(fc.constantFrom('Not started', 'In progress', 'Delayed', 'Blocked', 'Done', 'Cancelled', '???')),
    newDue: maybe(day),
    reason: maybe(fc.constantFrom('Resources', 'Process')),
  });
  const workbook = fc
    .record({
      tasks: fc.array(taskRow, { minLength: 1, maxLength: 8 }),
      requests: fc.array(
        fc.record({
          scenario: maybe(fc.constantFrom('Urgent response', 'Project')),
          submittedOn: maybe(day),
          reviewResult: maybe(fc.constantFrom('Pass', 'Send back')),
          reviewedOn: maybe(day),
          wantedFinish: maybe(day),
          rhythm: maybe(fc.constantFrom('Daily', 'Weekly')),
        }),
        { maxLength: 2 },
      ),
      meeting: maybe(fc.record({ date: day, kind: fc.constantFrom('Kick-off', 'Weekly', 'Topic') })),
      dispute: maybe(fc.record({ openedOn: day, level: maybe(fc.constantFrom('1', '2')) })),
      off: fc.uniqueArray(day, { maxLength: 3 }),
      mailLimit: fc.constantFrom('', '2'),
    })
    .map(({ tasks, requests, meeting, dispute, off, mailLimit }): Omit<Given, 'steps'> => {
      const id = (prefix: string, at: number) => `${prefix}-000${at + 1}`;
      return {
        settings: { mailLimit },
        tabs: {
          raci: tasks.map(({ status, newDue, reason, ...task }, i) =>
            told({ id: id('T', i), name: `Task ${i}`, ...task }),
          ),
          tracker: tasks.map(({ status, newDue, reason }, i) => told({ id: id('T', i), status, newDue, reason })),
          requests: requests.map((request, i) =>
            told({
              id: id('Q', i),
              name: `Request ${i}`,
              initiatingDepartment: 'Marketing',
              initiator: 'Wang Fang',
              departments: 'Design, Marketing',
              goal: 'Half the returns by June',
              expected: 'A new box',
              ...request,
            }),
          ),
          confirmations: [],
          signoffs: [],
          stages: [],
          acceptance: [],
          retrospective: [],
          archive: [],
          meetings: meeting
            ? [
                told({
                  id: 'M-0001',
                  request: 'Q-0001',
                  name: 'Talk',
                  host: 'Wang Fang',
                  recorder: 'Sun Li',
                  deciders: 'Chen Jie',
                  ...meeting,
                }),
              ]
            : [],
          topics: [],
          actions: [],
          escalations: dispute
            ? [
                told({
                  id: 'E-0001',
                  item: 'T-0001',
                  kind: 'Resources',
                  issue: 'Who pays',
                  parties: 'Li Ming, Wang Fang',
                  ...dispute,
                }),
              ]
            : [],
          calendar: off.map((date) => ({ date, kind: 'off' })),
        },
      };
    });

  it('of workbooks nobody has thought of', async () => {
    await fc.assert(
      fc.asyncProperty(workbook, async (given) => {
        const raw = workbookOf(given);
        const forecast = await forecastWorkbook(raw, NOW, 8);
        expect(asSwept(forecast)).toEqual(await sweepFor(forecast, openMemory(raw), createMemoryMailer()));
      }),
      { numRuns: 25 },
    );
  });
});

describe('it begins', () => {
  const one: Omit<Given, 'steps'> = {
    tabs: {
      raci: [{ id: 'T-0001', name: 'Artwork', responsible: 'Li Ming', accountable: 'Chen Jie', due: '2026-03-10' }],
    },
  };

  it('with today where nobody has swept yet, with the next workday where somebody has, and skips days off', async () => {
    const dates = async (raw: Parameters<typeof forecastWorkbook>[0], now: string) =>
      forecastJson(await forecastWorkbook(raw, now, 3)).days.map(({ date }) => date);
    const store = openMemory(workbookOf(one));
    expect(await dates(await store.read(), '2026-03-05T15:00')).toEqual(['2026-03-05', '2026-03-06', '2026-03-09']);
    expect(await dates(await store.read(), '2026-03-07T15:00')).toEqual(['2026-03-09', '2026-03-10', '2026-03-11']);
    await sweepWorkbook({ store, mailer: createMemoryMailer(), now: '2026-03-05T09:00' });
    expect(await dates(await store.read(), '2026-03-05T15:00')).toEqual(['2026-03-06', '2026-03-09', '2026-03-10']);
  });

  it('and leaves the reading as it was', async () => {
    const raw = workbookOf(one);
    const before = JSON.stringify(raw.sheets);
    await forecastWorkbook(raw, '2026-03-05T09:00', 10);
    expect(JSON.stringify(raw.sheets)).toBe(before);
  });

  it('where sweeps can keep no notes, it says so', async () => {
    const raw = workbookOf({ ...one, without: ['_ledger'] });
    await expect(forecastWorkbook(raw, '2026-03-05T09:00', 3)).rejects.toMatchObject({ code: 'not-a-baton-workbook' });
  });

  it('triggers that keep watch are taken to go on, and those that stopped are not', async () => {
    const codes = async (heartbeat: string) => {
      const { days } = await forecastWorkbook(workbookOf({ ...one, settings: { heartbeat } }), '2026-03-05T09:00', 6);
      return days
        .flatMap(({ mails }) => mails.flatMap(({ notices }) => notices.map(({ item }) => item)))
        .filter((item) => item.includes('no-heartbeat'));
    };
    expect(await codes('2026-03-05T08:00')).toEqual([]);
    expect(await codes('2026-02-20T08:00')).toHaveLength(1);
  });
});
