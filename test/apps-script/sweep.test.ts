/** The add-on alone: it sweeps its own workbook by the very script that is pushed, and mails by MailApp. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';
import { tempFolder } from '../support/cli.ts';
import { LIN, openRaw } from '../support/sheets.ts';

const NOW = '2026-03-06T01:00:00Z';

const demo = async (locale: Locale, template: 'starter' | 'full' = 'starter'): Promise<RawWorkbook> => {
  const path = join(await tempFolder(), 'demo.xlsx');
  await makeDemo({ path, locale, template, zone: 'Asia/Shanghai', country: 'CN', now: NOW });
  return (await openXlsxFile(path)).read();
};

/** What the functions would mail for the same workbook. */
const mailedElsewhere = async (raw: RawWorkbook) => {
  const mailer = createMemoryMailer({ batch: 1 });
  const there = { url: 'https://docs.google.com/spreadsheets/d/book', name: 'Workbook' };
  await sweepWorkbook({
    store: openMemory({ ...raw, ...there }),
    mailer,
    now: NOW,
    clock: () => NOW,
    decide: async (book, { now }) => decide({ ...book, ...there }, await readContextOf(book, now)),
  });
  return mailer.sent.map(({ to, subject, text, html }) => ({ to: to.address, subject, text, html }));
};

const mailedHere = (sim: Simulator) =>
  sim.mails.map(({ to, subject, body, options }) => ({ to, subject, text: body, html: options.htmlBody }));

const failures = (sim: Simulator) =>
  sim.executions.flatMap(({ functionName, error, logs }) => [
    ...(error ? [`${functionName}: ${error.message} ${error.stack}`] : []),
    ...logs,
  ]);

const opened = async (raw: RawWorkbook, locale: Locale) =>
  (await openRaw(raw, locale, { now: NOW, users: [LIN], cold: true })).sim;

/** The menu's entry, and what is said then. */
const sweepNow = (sim: Simulator) => {
  const user = sim.user(LIN);
  user.run('batonSweepNow');
  return user.questions.at(-1)?.text ?? '';
};

/** Somebody switches the daily sweep on, who knows that the workbook was swept elsewhere. */
const switchOn = (sim: Simulator) => {
  const user = sim.user(LIN);
  user.answers({ button: 'YES' }, { button: 'YES' });
  user.run('batonDailySwitch');
};

/** The daily trigger fires. */
const sweepDaily = (sim: Simulator) => {
  sim.fireClock('batonDaily');
  return sim.last('batonDaily');
};

describe('a sweep by the add-on', () => {
  it.each(['en', 'zh-CN'] as const)('mails what the functions would, byte for byte: %s', async (locale) => {
    const raw = await demo(locale);
    const sim = await opened(raw, locale);
    switchOn(sim);
    const expected = await mailedElsewhere(raw);
    const first = sweepDaily(sim);
    expect(failures(sim)).toEqual([]);
    expect(expected.length).toBeGreaterThan(3);
    expect(mailedHere(sim)).toEqual(expected);
    // Nobody gets anything twice, on the same day or after a day that changes nothing.
    const again = sweepDaily(sim);
    expect(sweepNow(sim)).not.toBe('');
    expect(sim.mails).toHaveLength(expected.length);
    expect(failures(sim)).toEqual([]);
  });
});
