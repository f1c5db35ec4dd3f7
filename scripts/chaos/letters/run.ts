/** Every sweep of every scenario, with each trouble around its letters, over every way of mail. */

import { cycled } from '../../lists.ts';
import { dingtalkSystem } from '../systems/dingtalk.ts';
import { feishuSystem } from '../systems/feishu.ts';
import { gmailSystem } from '../systems/gmail.ts';
import { graphMailSystem } from '../systems/graph-mail.ts';
import { memorySystem } from '../systems/memory.ts';
import { outboxSystem } from '../systems/outbox.ts';
import { slackSystem } from '../systems/slack.ts';
import { smtpSystem } from '../systems/smtp.ts';
import type { SystemKind } from '../systems/system.ts';
import { wecomSystem } from '../systems/wecom.ts';
import { memoryGround, xlsxGround } from './grounds.ts';
import { momentsOf, SCENARIOS, type StoryMoment } from './moments.ts';
import { tryNextStep } from './next-step.ts';
import { inPeace, type LetterTrial, type Stage, type TrialResult, trialName, tryTrial } from './property.ts';
import { canMeet, TROUBLES, type TroubleKey } from './troubles.ts';

/** A row of the table. */
export interface MatrixRow {
  readonly key: string;
  readonly title: string;
  /** How it is tried. */
  readonly how: string;
  readonly system: SystemKind;
  readonly place: (n: number) => Stage;
  /** Only every nth of the sweeps; every one unless told. */
  readonly each?: number;
  readonly try: (place: Stage, trial: LetterTrial) => Promise<TrialResult | null>;
}

const rowOf = (system: SystemKind): MatrixRow => ({
  key: system.key,
  title: system.title,
  how: system.how,
  system,
  place: () => ({ ground: memoryGround, system }),
  try: tryTrial,
});

const ONE_BY_ONE = memorySystem(1);
const BATCHES = [ONE_BY_ONE, memorySystem(2), memorySystem(20)];
const MEMORY: MatrixRow = {
  ...rowOf(ONE_BY_ONE),
  place: (n) => ({ ground: memoryGround, system: cycled(BATCHES, n) }),
};

export const ROWS: readonly MatrixRow[] = [
  MEMORY,
  {
    ...MEMORY,
    key: 'next-step',
    title: 'In memory, and the next sweep is the scenario’s next',
    how: 'What is still worth saying is said then; the rest is entered as overtaken, for a reason that holds: it is over, its reader hears something newer of it, or it escalates no more.',
    try: tryNextStep,
  },
  rowOf(outboxSystem),
  {
    ...rowOf(outboxSystem),
    key: 'xlsx-file',
    title: 'Outbox, with the workbook in a file',
    how: 'Each fifth sweep, with a real file whose disk says ENOSPC.',
    place: () => ({ ground: xlsxGround, system: outboxSystem }),
    each: 5,
  },
  rowOf(smtpSystem),
  rowOf(gmailSystem),
  rowOf(graphMailSystem(true)),
  rowOf(feishuSystem),
  rowOf(wecomSystem),
  rowOf(dingtalkSystem),
  rowOf(slackSystem),
];

interface LettersOptions {
  readonly rows: readonly MatrixRow[];
  /** Every letter; else one for each trouble, another one from sweep to sweep and from seed to seed. */
  readonly whole: boolean;
  readonly seed: number;
  readonly scenarios?: readonly string[];
  readonly onBroken?: (name: string, what: string) => void;
}

/** What came of a row and a trouble. */
export interface Count {
  readonly row: MatrixRow;
  readonly trouble: TroubleKey;
  tries: number;
  held: number;
  broken: number;
}

const lettersTried = (letters: number, { whole, seed }: LettersOptions, n: number): number[] =>
  whole ? Array.from({ length: letters }, (_, i) => i + 1) : [((n + seed) % letters) + 1];

export const runLetters = async (options: LettersOptions): Promise<readonly Count[]> => {
  const { rows, scenarios = SCENARIOS, onBroken = () => {} } = options;
  const counts = rows.flatMap((row) =>
    TROUBLES.filter(({ key }) => canMeet(row.system, key)).map(
      ({ key }): Count => ({ row, trouble: key, tries: 0, held: 0, broken: 0 }),
    ),
  );
  let swept = 0;
  const sweepOf = async (moment: StoryMoment, n: number) => {
    for (const row of rows.filter(({ each = 1 }) => n % each === 0)) {
      const place = row.place(n);
      const peaceful = await inPeace(place, moment);
      if (peaceful.addresses.length === 0) continue;
      const trials = counts
        .filter((count) => count.row === row)
        .flatMap((count, i) =>
          lettersTried(peaceful.addresses.length, options, n + i).map((letter) => ({ count, letter })),
        );
      // Most of a trial is waiting: for a disk, or for a server’s greeting.
      await Promise.all(
        trials.map(async ({ count, letter }) => {
          const trial: LetterTrial = { moment, peaceful, trouble: count.trouble, letter };
          const tried = await row.try(place, trial);
          if (tried === null) return;
          count.tries++;
          if (tried.isHeld) count.held++;
          if (tried.broken.length > 0) count.broken++;
          for (const what of tried.broken) onBroken(`${row.key}: ${trialName(place, trial)}`, what);
        }),
      );
    }
  };
  for (const scenario of scenarios) for (const moment of await momentsOf(scenario)) await sweepOf(moment, swept++);
  return counts;
};
