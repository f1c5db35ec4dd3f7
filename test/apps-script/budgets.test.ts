/** How long people wait for the add-on in a workbook of 500 tasks and 200 people, by the stand-in's clock: 40 ms a call, and a slow day's 100. */
import { describe, expect, it } from 'vitest';
import { benchWorkbook } from '../../scripts/bench/dataset.ts';
import { TABS } from '../../sheet-templates/index.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';
import { LIN, openRaw } from '../support/sheets.ts';

const SECOND = 1_000;
const DIALOGS = [
  ...['batonShowSidebar', 'batonShowMails', 'batonShowSetUp', 'batonShowRepair'],
  ...['batonShowRequest', 'batonShowMeeting', 'batonShowSign', 'batonShowTask', 'batonShowFollow'],
];

const open = async (limits = {}): Promise<Simulator> =>
  (await openRaw(benchWorkbook(500), 'zh-CN', { now: '2026-03-06T01:00:00Z', users: [LIN], cold: true, limits })).sim;

/** What somebody waited for it. */
const waited = (sim: Simulator, functionName: string): number => {
  const { ms, error, timedOut } = sim.last(functionName);
  expect([functionName, error, timedOut]).toEqual([functionName, undefined, false]);
  return ms;
};

const plan = TABS.raci.title['zh-CN'];

describe('in a workbook of 500 tasks', () => {
  it('the menu, an edit and each of its dialogs are there within a second', async () => {
    const sim = await open();
    const user = sim.user(LIN);
    user.open();
    expect(waited(sim, 'onOpen')).toBeLessThan(SECOND / 4);
    // The first edit after hours reads what the others need to know.
    user.type(`${plan}!B10`, '定稿');
    user.type(`${plan}!B11`, '打样');
    expect(waited(sim, 'onEdit')).toBeLessThan(SECOND);
    for (const dialog of DIALOGS) {
      user.run(dialog);
      expect(waited(sim, dialog)).toBeLessThan(SECOND);
    }
  });

  it('dialogs are as quick where nothing is kept any more, once somebody keeps watch', async () => {
    const sim = await open();
    sim.user(LIN).run('batonTakeOverNow');
    sim.advance(7 * 3_600 * SECOND);
    sim.user(LIN).run('batonShowRequest');
    expect(waited(sim, 'batonShowRequest')).toBeLessThan(SECOND);
  });

  it.each([40, 100])(
    'the first sweep, with a letter for each of 200 people, takes less than two minutes at %i ms a call',
    async (callMs) => {
      const sim = await open({ callMs });
      const user = sim.user(LIN);
      user.answers({ button: 'YES' }, { button: 'YES' });
      user.run('batonDailySwitch');
      sim.fireClock('batonDaily');
      expect(waited(sim, 'batonDaily')).toBeLessThan(120 * SECOND);
      expect(sim.mails.length).toBeGreaterThan(100);
      // The second of the day has nothing to say.
      const before = sim.mails.length;
      sim.fireClock('batonDaily');
      expect(waited(sim, 'batonDaily')).toBeLessThan(10 * SECOND);
      expect(sim.mails).toHaveLength(before);
    },
    120_000,
  );
});
