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
import { builtFiles } from '../support/built-add-on.ts';
import { tempFolder } from '../support/cli.ts';
import { LIN, openRaw } from '../support/sheets.ts';

const NOW = '2026-03-06T01:00:00Z';

const demos = new Map<string, Promise<RawWorkbook>>();

/** The demo of a template, made once for this file. */
const demo = (locale: Locale, template: 'starter' | 'full' = 'starter'): Promise<RawWorkbook> => {
  const make = async () => {
    const path = join(await tempFolder(), 'demo.xlsx');
    await makeDemo({ path, locale, template, zone: 'Asia/Shanghai', country: 'CN', now: NOW });
    return (await openXlsxFile(path)).read();
  };
  const made = demos.get(`${locale} ${template}`) ?? make();
  demos.set(`${locale} ${template}`, made);
  return made;
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

/** Somebody has switched the daily sweep on in the English demo: arranged once for this file. */
let isOn: Promise<Simulator> | undefined;
const switchedOn = async (): Promise<Simulator> => {
  isOn ??= demo('en').then(async (raw) => {
    const sim = await opened(raw, 'en');
    switchOn(sim);
    return sim;
  });
  return (await isOn).again();
};

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

/** Of the ledger: what became last of each notice for each reader, and how often it was sent. */
const owedIn = (sim: Simulator) => {
  const [header = [], ...rows] = sim.shown('_ledger!A1:J600');
  const at = (name: string) => header.indexOf(name);
  const found = new Map<string, { status: string; sent: number; to: string }>();
  for (const row of rows) {
    const [key, to = '', status = ''] = [row[at('key')], row[at('to')], row[at('status')]];
    if (!key) continue;
    const before = found.get(`${key} ${to}`);
    found.set(`${key} ${to}`, { status, to, sent: (before?.sent ?? 0) + Number(status === 'sent') });
  }
  return found;
};
/** Whether the settings say that the add-on sweeps: the cell's row and column, or null. */
const claimIn = (sim: Simulator) => {
  const rows = sim.shown('Settings!A1:H120');
  const at = rows.findIndex((row) => row.includes('sweptBy'));
  const column = rows.findIndex((row) => row.includes('add-on'));
  return at >= 0 && column === at ? { row: at + 1, column: rows[at]!.indexOf('add-on') } : null;
};
const runsIn = (sim: Simulator) => sim.shown('_runs!A1:J60').filter(([run]) => run?.includes('-gs'));

describe('a sweep by the add-on', () => {
  it.each(['en', 'zh-CN'] as const)('mails what the functions would, byte for byte: %s', async (locale) => {
    const raw = await demo(locale);
    const sim = await opened(raw, locale);
    switchOn(sim);
    const expected = await mailedElsewhere(raw);
    sweepDaily(sim);
    expect(failures(sim)).toEqual([]);
    expect(expected.length).toBeGreaterThan(3);
    expect(mailedHere(sim)).toEqual(expected);
    // Nobody gets anything twice, on the same day or after a day that changes nothing.
    sweepDaily(sim);
    expect(sweepNow(sim)).not.toBe('');
    expect(sim.mails).toHaveLength(expected.length);
    expect(failures(sim)).toEqual([]);
  });

  it('of the full template as well', async () => {
    const raw = await demo('en', 'full');
    const sim = await opened(raw, 'en');
    switchOn(sim);
    sweepDaily(sim);
    expect(mailedHere(sim)).toEqual(await mailedElsewhere(raw));
    expect(failures(sim)).toEqual([]);
  });

  it('says what it would mail, and writes nothing', async () => {
    const sim = await opened(await demo('en'), 'en');
    const before = sim.shown('_runs!A1:J60');
    const user = sim.user(LIN);
    user.run('batonWouldMail');
    expect(user.dialog).toMatchObject({ title: 'What Baton would mail now' });
    expect(user.dialog?.html).toContain('To Emma Clarke');
    expect(sim.mails).toEqual([]);
    expect(sim.shown('_runs!A1:J60')).toEqual(before);
    expect(failures(sim)).toEqual([]);
  });
});

const DAY = 86_400_000;

describe('whatever ends a run, everybody gets what they would have, once', () => {
  /** Google ends the run as if its time were over. */
  const kill = (sim: Simulator, at: string, nth: number) =>
    sim.meanwhile({ at, nth, in: 'batonDaily', action: () => sim.advance(7 * 60_000) });

  const goOn = (sim: Simulator) => {
    sim.advance(21 * 60_000);
    sim.fireClock('batonGoOn');
  };

  it('after the n-th letter, before it, or around a write of the sheet', async () => {
    const undisturbed = await switchedOn();
    sweepDaily(undisturbed);
    const all = owedIn(undisturbed);
    const told = [...all].filter(([, { status }]) => status === 'sent').map(([key]) => key);
    for (const [at, nth] of [
      ['MailApp.sendEmail', 4],
      ['MailApp.sendEmail', 11],
      // The note that a letter was handed in.
      ['Properties.setProperty', 2],
      ['Properties.setProperty', 9],
      ['SpreadsheetApp.flush', 1],
      ['SpreadsheetApp.flush', 2],
      ['Range.setValues', 3],
      ['Range.setValues', 5],
    ] as const) {
      const what = `${at} ${nth}`;
      const sim = await switchedOn();
      kill(sim, at, nth);
      sweepDaily(sim);
      expect(sim.last('batonDaily').timedOut, what).toBe(true);
      goOn(sim);
      const seen = owedIn(sim);
      const missing = told.filter((key) => !['sent', 'held'].includes(seen.get(key)?.status ?? ''));
      expect(missing, what).toEqual([]);
      expect(
        [...seen].filter(([key, { sent }]) => sent > (all.get(key)?.sent ?? 1)),
        what,
      ).toEqual([]);
      // What nobody can know concerns one letter at most; the others left, each once.
      const held = new Set([...seen.values()].filter(({ status }) => status === 'held').map(({ to }) => to));
      expect(held.size, what).toBeLessThanOrEqual(1);
      const readers = new Set(undisturbed.mails.map(({ to }) => to));
      const got = new Set(sim.mails.map(({ to }) => to));
      // The keeper hears of what is held, in a second mail where the first had left.
      expect(sim.mails.length - got.size, what).toBeLessThanOrEqual(held.size);
      expect(
        [...readers].filter((to) => !got.has(to) && !held.has(to)),
        what,
      ).toEqual([]);
    }
  }, 300_000);

  it('with a quota of five a day the rest waits, is said, and leaves on the next days', async () => {
    const raw = await demo('en');
    const sim = (await openRaw(raw, 'en', { now: NOW, users: [LIN], cold: true, limits: { mailsADay: 5 } })).sim;
    switchOn(sim);
    const all = (await mailedElsewhere(raw)).map(({ to }) => to).sort();
    expect(sweepDaily(sim).error?.message).toContain('lets this account send no more mails today');
    expect(sim.mails).toHaveLength(5);
    expect(sweepNow(sim)).toContain('people are still owed a mail');
    // The next workday is a Monday: what is new by then comes with it.
    sim.advance(3 * DAY);
    sweepDaily(sim);
    expect(sim.mails).toHaveLength(10);
    sim.advance(DAY);
    sweepDaily(sim);
    sim.advance(DAY);
    sweepDaily(sim);
    sim.advance(DAY);
    sweepDaily(sim);
    expect(all.filter((to) => !sim.mails.some((mail) => mail.to === to))).toEqual([]);
  }, 120_000);

  it('stops in time between letters, and goes on by a trigger of its own', async () => {
    const raw = await demo('en');
    const sim = await switchedOn();
    sim.meanwhile({ at: 'MailApp.sendEmail', nth: 6, in: 'batonDaily', action: () => sim.advance(265_000) });
    const first = sweepDaily(sim);
    expect(first.timedOut).toBe(false);
    expect(first.error).toBeUndefined();
    const [some, all] = [sim.mails.length, (await mailedElsewhere(raw)).length];
    expect(some).toBeLessThan(all);
    for (let i = 0; i < 9 && sim.triggers.some(({ functionName }) => functionName === 'batonGoOn'); i++) {
      sim.advance(60_000);
      sim.fireClock('batonGoOn');
    }
    expect(sim.mails).toHaveLength(all);
    expect(new Set(sim.mails.map(({ to, subject }) => `${to} ${subject}`)).size).toBe(all);
    expect(runsIn(sim).length).toBeGreaterThan(1);
    expect(sim.executions.filter(({ timedOut }) => timedOut)).toEqual([]);
  }, 120_000);
});

describe('who sweeps', () => {
  it('a workbook that its add-on sweeps is refused elsewhere, with a sentence on how to change it', async () => {
    const sim = await switchedOn();
    expect(claimIn(sim)).not.toBeNull();
    const user = sim.user(LIN);
    user.answers({ button: 'YES' });
    user.run('batonDailySwitch');
    expect(sim.triggers).toEqual([]);
    expect(claimIn(sim)).toBeNull();
    expect(failures(sim)).toEqual([]);
  });

  it('anywhere else nothing is written or mailed, but what would be can be looked at', async () => {
    const store = openMemory(await demo('en'));
    const values = { key: 'sweptBy', value: 'add-on' };
    await store.apply([{ tab: 'settings', kind: 'append', item: 'sweptBy', values, expected: {} }]);
    const before = await store.read();
    const mailer = createMemoryMailer();
    const sweep = (dryRun: boolean) =>
      sweepWorkbook({
        store,
        mailer,
        now: NOW,
        clock: () => NOW,
        dryRun,
        decide: async (book, { now }) => decide(book, await readContextOf(book, now)),
      });
    await expect(sweep(false)).rejects.toMatchObject({ code: 'swept-by-add-on', kind: 'data' });
    expect((await sweep(true)).plan.mails.length).toBeGreaterThan(3);
    expect(mailer.sent).toEqual([]);
    expect((await store.read()).sheets).toEqual(before.sheets);
  });

  it('where somebody empties the setting, the daily sweep does nothing and says so', async () => {
    const sim = await switchedOn();
    const { row, column } = claimIn(sim)!;
    sim.user(LIN).clear(`Settings!${String.fromCharCode(65 + column)}${row}`);
    expect(sweepDaily(sim).error?.message).toContain('the settings do not say any more');
    expect(sim.mails).toEqual([]);
  });
});

describe('answers by the page behind a button', () => {
  /** The address of the first button in somebody's mail, as a query. */
  const buttonIn = (sim: Simulator, kind: string) => {
    const found = sim.mails.map(({ body }) =>
      new RegExp(`https://script\\.google\\.com/\\S+[?&]t=([\\w-]+)&a=${kind}\\b`).exec(body),
    );
    const hit = found.find((one) => one !== null);
    return { t: hit![1]!, a: kind };
  };
  /** What a form of the page carries. */
  const fieldsOf = (html: string): [string, string][] =>
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name!,
      value!,
    ]);

  let swept: Promise<Simulator> | undefined;
  const withButtons = async (): Promise<Simulator> => {
    swept ??= demo('en').then(async (raw) => {
      const sim = await opened(raw, 'en');
      sim.deploy();
      switchOn(sim);
      sweepDaily(sim);
      return sim;
    });
    return (await swept).again();
  };

  it('mails have buttons once the page is deployed, and the page is the same as anywhere', async () => {
    const sim = await withButtons();
    const html = sim.visit(buttonIn(sim, 'progress'));
    expect(html).toContain('<form method="post" action="?"');
    expect(html).toContain('google.script.run');
    expect(failures(sim)).toEqual([]);
    const before = sim.shown('_ledger!A1:J600');
    sim.visit(buttonIn(sim, 'progress'));
    expect(sim.shown('_ledger!A1:J600')).toEqual(before);
  });

  it('an answer is written into the sheet once, and taken back', async () => {
    const sim = await withButtons();
    const button = buttonIn(sim, 'progress');
    const form = fieldsOf(sim.visit(button)).filter(([name]) => name !== 'u');
    const before = sim.shown('Tracker!A1:Z60');
    const sent = [...form, ['status', 'in-progress'], ['progress', '85']];
    const said = sim.callAsVisitor('batonAnswer', sent, true) as string;
    expect([...said.matchAll(/class="wrong"[^>]*>([^<]*)/g)].map(([, why]) => why)).toEqual([]);
    expect(said).toContain('role="status"');
    const after = sim.shown('Tracker!A1:Z60');
    expect(after).not.toEqual(before);
    expect(sim.triggers.some(({ functionName }) => functionName === 'batonHandOn')).toBe(false);
    // The same form again writes nothing.
    sim.callAsVisitor('batonAnswer', sent, true);
    expect(sim.shown('Tracker!A1:Z60')).toEqual(after);
    const undo = fieldsOf(said).filter(([name]) => name === 't' || name === 'u');
    expect(undo).toHaveLength(2);
    sim.callAsVisitor('batonAnswer', undo, true);
    expect(sim.shown('Tracker!A1:Z60')).toEqual(before);
    expect(failures(sim)).toEqual([]);
  });

  it('a link that nobody made opens nothing', async () => {
    const sim = await withButtons();
    expect(sim.visit({ t: 'AAAA' })).toContain('This link is not complete');
    expect(sim.visit({ t: 'AAAA' })).not.toContain('<form');
    expect(sim.visit({})).not.toContain('<form');
  });

  it('whoever opens the page can have the script do nothing else: not read the sheet, write, sweep, nor switch anything off', async () => {
    const names = [...(await builtFiles())['Code.js']!.matchAll(/^function (\w+)\(\)/gm)].map(([, name]) => name!);
    expect(names).toContain('batonBook');
    const page = ['batonAnswer', 'doGet'];
    const standing = (sim: Simulator) => [
      sim.sheets.map((title) => sim.shown(`${title}!A1:Z60`)),
      sim.mails,
      sim.triggers,
    ];
    const sim = await withButtons();
    const before = JSON.stringify(standing(sim));
    const values = { name: 'Eve', email: 'eve@example.com' };
    const write = { tab: 'directory', kind: 'append', item: 'Eve', values, expected: {} };
    const sent = [[write], { triggerUid: 'made up', changeType: 'REMOVE_COLUMN' }];
    const answers = names
      .filter((name) => !page.includes(name))
      .flatMap((name) =>
        sent.map((one) => {
          try {
            return [name, sim.callAsVisitor(name, one)];
          } catch {
            return [name, null];
          }
        }),
      );
    expect(answers.filter(([, answer]) => answer !== null)).toEqual([]);
    expect(JSON.stringify(standing(sim))).toBe(before);
  });
});
