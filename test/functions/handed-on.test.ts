import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSnapshot } from '../../core/read/index.ts';
import { hasArrived, isTaken } from '../../core/record/delivery.ts';
import { isAnswer, parseKey } from '../../core/record/key.ts';
import { headsOf, verifyLedger } from '../../core/record/ledger.ts';
import { createMemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import { type MemoryStore, openMemory } from '../../functions/adapters/memory/store.ts';
import { decide } from '../../functions/sweep/decide.ts';
import { handOnWorkbook } from '../../functions/sweep/hand-on.ts';
import { sweepWorkbook } from '../../functions/sweep/sweep.ts';
import { answerIn } from '../support/answer.ts';
import { type Given, live, type Step, workbookOf } from '../support/scenario.ts';

const at = (now: string) => ({ now, clock: () => `${now}:00+08:00` });
const sweep = (store: MemoryStore, now: string) =>
  sweepWorkbook({ store, mailer: createMemoryMailer(), ...at(now), decide });
const handOn = (store: MemoryStore, now: string, mailer = createMemoryMailer()) =>
  handOnWorkbook({ store, mailer, ...at(now), decide });

const snapshotOf = async (store: MemoryStore, now: string) => readSnapshot(await store.read(), { now });
/** All that Baton remembers of the workbook's items. */
const memoryOf = async (store: MemoryStore, now: string) => [...(await snapshotOf(store, now)).state];

/** How each notice stands for each address, the last row of the ledger about it; without answers. */
const toldIn = async (store: MemoryStore, now: string) => {
  const { ledger, runs } = await snapshotOf(store, now);
  expect(verifyLedger(ledger, headsOf(runs)).ok).toBe(true);
  const last = new Map(ledger.filter(({ key }) => !isAnswer(key)).map((row) => [`${row.key} ${row.to}`, row]));
  const sent = ledger.filter(({ status }) => status === 'sent').map(({ key, to }) => `${key} ${to}`);
  expect(sent, 'nothing is sent twice').toHaveLength(new Set(sent).size);
  return [...last.values()];
};

describe('the next morning', () => {
  const root = join(import.meta.dirname, '../scenarios');
  const stories = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, given: JSON.parse(readFileSync(join(root, name, 'given.json'), 'utf8')) as Given }))
    .filter(({ given }) => given.steps.some(({ answers = [], handOn }) => answers.length > 0 && !handOn));

  /** Both lives up to the sweep before the answers; these are given on that day, and the next morning comes. */
  const lived = async (given: Given, upTo: number, isHandedOn: boolean) => {
    const store = openMemory(workbookOf(given));
    const steps = given.steps.slice(0, upTo);
    for (const step of steps) {
      await live(store, given.locale ?? 'en', step);
      await sweep(store, step.now);
    }
    const day = steps.at(-1)!.now.slice(0, 10);
    for (const answer of given.steps[upTo]!.answers ?? []) await answerIn(store, { ...answer, at: `${day}T10:00` });
    const before = await memoryOf(store, day);
    const added = new Set<string>();
    if (isHandedOn) {
      const { result } = await handOn(store, `${day}T10:30`);
      for (const { kind, tab, item } of result.plan.writes)
        if (kind === 'append' && !tab.startsWith('_')) added.add(item);
      expect(await memoryOf(store, day)).toEqual(before);
    }
    const early = (await toldIn(store, day)).filter(({ status }) => hasArrived(status)).length;
    const next = (await snapshotOf(store, day)).calendar.addWorkdays((await snapshotOf(store, day)).today, 1);
    await sweep(store, `${new Date(next * 86_400_000).toISOString().slice(0, 10)}T09:00`);
    const { rows, runs } = await snapshotOf(store, day);
    const asides = new Set(runs.flatMap(({ run, status }) => (status === 'aside' ? [run] : [])));
    // Rows that Baton adds get the next free id, which is another one where some of them came earlier.
    const names = new Map([
      ...rows.signoffs.map(({ id, values: v }) => [id, `${v.document} by ${v.signer?.name} ${v.version}`] as const),
      ...rows.confirmations.map(({ id, values: v }) => [id, `${v.request} of ${v.department}`] as const),
    ]);
    return { told: await toldIn(store, day), memory: await memoryOf(store, day), added, early, names, asides };
  };

  let handedOn = 0;
  for (const { name, given } of stories) {
    it(`finds all that it would have found: ${name.replaceAll('-', ' ')}`, async () => {
      for (const [i, { answers = [], edits, add }] of given.steps.entries()) {
        if (i === 0 || answers.length === 0 || edits || add || !canAnswer(given.steps[i - 1]!)) continue;
        const plain = await lived(given, i, false).catch(() => null);
        // Some answers have nothing to answer on the day before.
        if (plain === null) continue;
        const early = await lived(given, i, true);
        handedOn += early.early - plain.early;
        // A limit counts from the day on which somebody was asked; of rows that were added for that, it is a day earlier.
        const isAdded = (name: string) => [...early.added].some((id) => early.names.get(id) === name);
        const shown = ({ told, names }: typeof plain, is: (status: string) => boolean) =>
          told
            .filter(({ status }) => is(status))
            .map(({ key, to }) => {
              const { rule, item, date, step } = parseKey(key);
              const name = early.added.size === 0 ? item : (names.get(item) ?? item);
              return isAdded(name) ? `${rule}:${name} ${to}` : `${rule}:${name}:${date}:${step} ${to}`;
            })
            .sort();
        expect(shown(early, isTaken)).toEqual(shown(plain, isTaken));
        // What was told as a decision is news to nobody once it stands in the task's row: it waits for their next mail.
        const isRuled = early.told.some(
          ({ key, run, status }) => key.startsWith('dispute.ruled') && status === 'sent' && early.asides.has(run),
        );
        const arrived = (life: typeof plain) =>
          shown(life, hasArrived).filter((line) => !isRuled || !line.startsWith('task.changed'));
        expect(arrived(early)).toEqual(arrived(plain));
        const rest = ({ memory, names }: typeof plain) =>
          memory
            .map(([id, { id: _, ...state }]) => [early.added.size === 0 ? id : (names.get(id) ?? id), state] as const)
            .filter(([name]) => !isAdded(name))
            .sort(([a], [b]) => (a < b ? -1 : 1));
        expect(rest(early)).toEqual(rest(plain));
      }
    });
  }
  it('of stories in which some of it was handed on', () => expect(handedOn).toBeGreaterThan(5));
});

describe('a letter of the same day', () => {
  const DAY = '2026-03-03';
  /** A department's answer is due, and two more people take part: whoever is asked, and the contact. */
  const given: Omit<Given, 'steps'> = {
    tabs: {
      requests: ['Winter catalogue', 'Summer catalogue'].map((name, i) => ({
        id: `Q-000${i + 1}`,
        name,
        initiatingDepartment: 'Marketing',
        initiator: 'Wang Fang',
        goal: 'Catalogue of 48 pages printed by 2026-04-30',
        expected: 'Catalogue',
        departments: 'Design',
        submittedOn: '2026-03-02',
        reviewResult: 'Passed',
        reviewedOn: '2026-03-02',
      })),
      confirmations: ['Q-0001', 'Q-0002'].map((request, i) => ({
        id: `C-000${i + 1}`,
        request,
        department: 'Design',
        receivedOn: '2026-03-02',
      })),
      signoffs: [],
    },
  };
  const open = async (settings: Record<string, string> = {}) => {
    const store = openMemory(workbookOf({ ...given, settings }));
    await sweep(store, `${DAY}T09:00`);
    return store;
  };
  const answer = (store: MemoryStore, time: string, item = 'C-0001', undone = false) =>
    answerIn(store, {
      ...{ by: 'Chen Jie', item, kind: 'assess', at: `${DAY}T${time}`, undone },
      typed: { answer: 'adjust', adjustment: 'Printed by 15 May' },
    });
  const lettersAt = async (store: MemoryStore, time: string) => {
    const mailer = createMemoryMailer();
    const { result, again } = await handOn(store, `${DAY}T${time}`, mailer);
    return { letters: mailer.sent.map(({ to }) => to.name), outcome: result.outcome, again };
  };

  it('leaves once the answer can no longer be taken back, and once', async () => {
    const store = await open();
    await answer(store, '10:00');
    expect((await lettersAt(store, '10:09')).letters).toEqual([]);
    expect((await lettersAt(store, '10:11')).letters).toEqual(['Wang Fang']);
    expect((await lettersAt(store, '10:40')).letters).toEqual([]);
    const { runs } = await snapshotOf(store, DAY);
    expect(runs.map(({ status, note }) => [status, note.split(' ').at(-1)])).toEqual([
      ['done', expect.anything()],
      ['aside', 'answer'],
      ['aside', 'handed-on'],
    ]);
  });

  it('does not leave for an answer that was taken back', async () => {
    const store = await open();
    await answer(store, '10:00', 'C-0001', true);
    expect((await lettersAt(store, '10:30')).letters).toEqual([]);
  });

  it('waits for the hour since the one before, and says when that is', async () => {
    const store = await open();
    await answer(store, '10:00');
    await answer(store, '10:20', 'C-0002');
    expect((await lettersAt(store, '10:15')).letters).toEqual(['Wang Fang']);
    expect(await lettersAt(store, '10:31')).toEqual({
      letters: [],
      outcome: 'done',
      again: `${DAY}T11:15:00+08:00`,
    });
    expect((await lettersAt(store, '11:15')).letters).toEqual(['Wang Fang']);
  });

  it('leaves on workdays that were swept, from the time of the sweep to the end of work, and where nobody said no', async () => {
    const late = await open();
    await answer(late, '17:55');
    expect((await lettersAt(late, '18:06')).letters).toEqual([]);

    const off = await open({ sameDay: 'no' });
    await answer(off, '10:00');
    expect((await lettersAt(off, '10:30')).letters).toEqual([]);

    const unswept = openMemory(workbookOf(given));
    await answer(unswept, '10:00');
    expect((await lettersAt(unswept, '10:30')).letters).toEqual([]);

    const holiday = openMemory(
      workbookOf({ ...given, tabs: { ...given.tabs, calendar: [{ date: DAY, kind: 'Off' }] } }),
    );
    await sweep(holiday, `${DAY}T09:00`);
    await answer(holiday, '10:00');
    expect(await lettersAt(holiday, '10:30')).toMatchObject({ letters: [], outcome: 'day-off' });
  });

  it('which leaves nobody anything writes nothing, and no sweep counts from one that does', async () => {
    const store = await open();
    const before = await store.read();
    await lettersAt(store, '10:30');
    expect(await store.read()).toEqual(before);
    await answer(store, '10:40');
    const remembered = await memoryOf(store, DAY);
    expect((await lettersAt(store, '11:00')).letters).toEqual(['Wang Fang']);
    expect(await memoryOf(store, DAY)).toEqual(remembered);
  });

  it('that the mail system does not take is owed, and the morning tells it', async () => {
    const store = await open();
    await answer(store, '10:00');
    const broken = createMemoryMailer();
    broken.send = async () => {
      throw new Error('gone');
    };
    await handOn(store, `${DAY}T10:30`, broken).catch(() => {});
    const mailer = createMemoryMailer();
    await sweepWorkbook({ store, mailer, ...at('2026-03-04T09:00'), decide });
    expect(mailer.sent.map(({ to }) => to.name)).toContain('Wang Fang');
  });
});

const canAnswer = ({ now }: Step) => now.slice(11) < '10:00';
