import type { RollLimits } from '../../core/keep/long.ts';
import type { Write } from '../../core/plan.ts';
import { type Day, dayFromIso, isoOf } from '../../core/time/day.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { createMemoryMailer, type MemoryMailer } from '../../functions/adapters/memory/mailer.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { sweepRound } from '../../functions/sweep/round.ts';
import { answerIn, type GivenAnswer } from './answer.ts';
import { randomOf } from './random.ts';
import { workbookOf } from './scenario.ts';
import { setOf } from './starter.ts';

/** A workbook over years: what people did before each sweep. */
export interface Years {
  readonly workbook: RawWorkbook;
  readonly steps: readonly YearStep[];
}

interface YearStep {
  /** Wall clock of the workbook's zone. */
  readonly now: string;
  readonly edits: readonly Write[];
  readonly answers: readonly Omit<GivenAnswer, 'at'>[];
}

const PEOPLE = ['Li Ming', 'Wang Fang', 'Chen Jie'];
const STATUS = ['in-progress', 'in-progress', 'delayed', 'blocked', 'done', 'done', 'cancelled', 'not-started'];

/**
 * Tasks and a dispute that are worked on, finished, put off, opened again, answered and left lying, with weeks of daily sweeps
 * and months without, unless it is to be `daily`. The same seed gives the same years.
 */
export const yearsOf = (
  seed: number,
  { from = '2025-04-01', to = '2026-10-01', tasks = 5, daily = false } = {},
): Years => {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  const of = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const ids = Array.from({ length: tasks }, (_, i) => `T-000${i + 1}`);
  const [first, last] = [dayFromIso(from)!, dayFromIso(to)!];
  const workbook = workbookOf({
    tabs: {
      raci: ids.map((id) => ({
        id,
        name: `Task ${id}`,
        department: of(['Design', 'Marketing']),
        responsible: of(PEOPLE),
        accountable: 'Chen Jie',
        start: isoOf(first),
        due: isoOf(first + below((last - first) * 0.4)),
        output: 'A paper',
      })),
      tracker: ids.map((id) => ({ id, status: 'In progress', progress: 0.1 })),
      escalations: [
        {
          id: 'E-0001',
          item: ids[0]!,
          kind: 'Resources',
          issue: 'Two projects want the same people',
          parties: 'Li Ming, Wang Fang',
          filedBy: 'Wang Fang',
          level: 0,
          openedOn: isoOf(first),
        },
      ],
    },
  });
  const steps: YearStep[] = [];
  let day: Day = first;
  for (let i = 0; day < last; i++) {
    // Mostly the next day; now and then nobody sweeps for a season.
    day += daily ? 1 : random() < 0.25 ? 20 + below(70) : 1 + below(3);
    const edits: Write[] = [];
    const answers: Omit<GivenAnswer, 'at'>[] = [];
    for (const id of ids) {
      if (random() < 0.2) edits.push(setOf('tracker', id, { status: of(STATUS), note: `step ${i}` }));
      if (random() < 0.02) edits.push(setOf('raci', id, { due: isoOf(day - 30 + below(90)) }));
      if (random() < 0.03) edits.push(setOf('raci', id, { responsible: of(PEOPLE) }));
    }
    if (random() < 0.05) edits.push(setOf('escalations', 'E-0001', { decision: random() < 0.5 ? '' : `Settled ${i}` }));
    if (random() < 0.2)
      answers.push({ by: of(PEOPLE), item: of(ids), kind: 'snooze', typed: { again: isoOf(day + 1 + below(25)) } });
    steps.push({ now: `${isoOf(day)}T09:00`, edits, answers });
  }
  return { workbook, steps };
};

interface Mailed {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly keys: readonly string[];
}

export const instantAt = ({ now }: Pick<YearStep, 'now'>): string => `${now}:00+08:00`;

/** Lives these steps on; `before` does something to the workbook first, `rollAt` says when a record is long. Answers what each sweep mailed, in the order of addresses. */
export const live = async (
  store: WorkbookStore,
  steps: readonly YearStep[],
  {
    mailer = createMemoryMailer(),
    before = async () => {},
    rollAt,
  }: { mailer?: MemoryMailer; before?: (at: number) => Promise<void>; rollAt?: RollLimits } = {},
): Promise<Mailed[][]> => {
  const all: Mailed[][] = [];
  for (const [i, step] of steps.entries()) {
    await before(i);
    await store.apply(step.edits);
    // What nobody may answer any more is not answered.
    for (const answer of step.answers) await answerIn(store, { ...answer, at: step.now }).catch(() => {});
    const sent = mailer.sent.length;
    const at = { now: instantAt(step), clock: () => instantAt(step) };
    const [ended] = await sweepRound([async () => ({ store, ...at, ...(rollAt && { rollAt }) })], { mailer });
    if (ended?.kind !== 'over') throw ended?.error;
    const { plan } = ended.result;
    const mails = mailer.sent.slice(sent).map(({ to, subject, text }) => {
      const mail = plan.mails.find((one) => one.to.email === to.address);
      return { to: to.address, subject, text, keys: (mail?.notices ?? []).map(({ key }) => key) };
    });
    all.push(mails.sort((a, b) => (a.to < b.to ? -1 : 1)));
  }
  return all;
};
