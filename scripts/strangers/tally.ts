/** Verdicts on many files as the few figures that are wanted of them. */
import type { FileVerdict, Outcome } from './judge.ts';
import type { FollowedOrNot } from './labels.ts';

export interface Judged {
  readonly kind: FollowedOrNot;
  readonly verdict: FileVerdict;
  /** With the questions answered as the label says; null where nobody tried. */
  readonly answered: FileVerdict | null;
}

/** The figures of some files, a line each. */
export const figures = (files: readonly Judged[]): readonly string[] => {
  const of = (kind: FollowedOrNot) => files.filter((file) => file.kind === kind);
  const trackers = of('tracker');
  const asked = trackers.filter(({ verdict }) => verdict.outcome !== 'refused');
  const tried = trackers.flatMap(({ answered }) => answered ?? []);
  return [
    `${trackers.length} trackers`,
    share('right without a question', trackers, ['right']),
    share('right with the defaults accepted', trackers, ['right', 'confirmed']),
    share('a person must correct something', trackers, ['corrected']),
    share('silently wrong', trackers, ['silent']),
    share('refused', trackers, ['refused']),
    ...(tried.length === 0 ? [] : [line('right once answered', tried.filter(isRight).length, tried.length)]),
    line('would mail somebody in 20 workdays', asked.filter(({ verdict }) => verdict.mails > 0).length, asked.length),
    `  questions: ${mean(asked.map(({ verdict }) => verdict.questions))} a file that is not refused, and ${mean(asked.map(({ verdict }) => verdict.words))} unknown words for a status`,
    `${of('none').length} others: ${counts(of('none'))}`,
    `${of('borderline').length} that people would not agree about: ${counts(of('borderline'))}`,
  ];
};

const isRight = ({ outcome }: FileVerdict): boolean => outcome === 'right' || outcome === 'confirmed';

const share = (what: string, files: readonly Judged[], outcomes: readonly Outcome[]): string =>
  line(what, files.filter(({ verdict }) => outcomes.includes(verdict.outcome)).length, files.length);

const line = (what: string, some: number, all: number): string =>
  `  ${what}: ${some} of ${all}${all === 0 ? '' : ` (${Math.round((100 * some) / all)} %)`}`;

const counts = (files: readonly Judged[]): string =>
  (['left', 'asked', 'taken'] as const)
    .map((one) => `${files.filter(({ verdict }) => verdict.outcome === one).length} ${WORDS[one]}`)
    .join(', ');

const WORDS = { left: 'left alone', asked: 'taken after a yes', taken: 'taken without a yes' } as const;

const mean = (numbers: readonly number[]): string =>
  numbers.length === 0 ? '0' : (numbers.reduce((sum, n) => sum + n, 0) / numbers.length).toFixed(1);
