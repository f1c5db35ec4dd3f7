/** Which columns belong together, by a word in their headers that names no kind of column: 整改措施 and 整改期限, Corrective Action and Corrective Status. */
import type { ColumnMeaning } from '../proposal.ts';
import type { Surroundings } from './alone.ts';
import { ANCHORS, BORNE_OUT, type Claim, type GuessColumn, SURE } from './claims.ts';
import { isDone, kindIn, OWED, qualifierIn } from './english-shapes.ts';
import type { Sign } from './kinds.ts';
import { type HeaderKind, KINDS_ZH, QUALIFIERS_ZH, type Qualifier } from './roots-zh.ts';
import { simplified } from './signs.ts';

/** Whether two headers speak of the same thing. A word for a task may stand over any of its columns, so with `isOfWork` false it is none. */
const sharesWord = (header: string, other: string, isOfWork = true): boolean => {
  const words = new Set(thingsIn(header));
  return thingsIn(other).some((word) => words.has(word) && (isOfWork || kindOf(word) !== 'task'));
};

/** SPRINT COMPLETED beside SPRINT INTRODUCED: what speaks of the same as columns of which none is taken may be another's. */
export const isOfElsewhere = (
  { meaning, column }: Claim,
  { taken, columns }: Pick<Surroundings, 'taken' | 'columns'>,
): boolean => {
  const task = taken.get('task')?.column;
  if (!task || !OF_TASK.has(meaning) || sharesWord(column.header, task.header)) return false;
  const others = columns.filter(
    (one) => one !== column && one !== task && sharesWord(one.header, column.header, false),
  );
  const used = new Set([...taken].flatMap(([other, one]) => (ANCHORS.includes(other) ? [one.column] : [])));
  const isOfSame = (one: GuessColumn) => OF_THE_SAME.some((sign) => (one.says.signs.get(sign) ?? 0) >= A_WORD);
  return others.length > 0 && !others.some((one) => used.has(one) || isOfSame(one));
};
/** CAPA ID, 整改措施, 责任人电话: of what each row is about, of what is done, or of whoever does it. */
const OF_THE_SAME: readonly Sign[] = ['task', 'measure', 'id', 'contact', 'number'];
const A_WORD = 0.6;
const OF_TASK: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>(['responsible', 'due', 'status']);
/** Status beside Corrective Action and Corrective Status: the one that speaks of the task, where the one that was taken does not. */
export const betterBeside = (task: GuessColumn, own: Claim, others: readonly Claim[]): Claim | undefined =>
  sharesWord(own.column.header, task.header)
    ? undefined
    : others.find(
        ({ score, fit, column }) => score >= SURE && (fit ?? 0) >= BORNE_OUT && sharesWord(column.header, task.header),
      );

/** What a header speaks of besides what it is: of Corrective Status `corrective`, of 整改期限 `整改`. */
const thingsIn = (header: string): string[] => {
  const text = simplified(header.toLowerCase());
  return [
    ...latinIn(text).filter((word) => isThing(kindIn(word)?.kind, qualifierIn(word))),
    ...(text.match(/\p{Script=Han}{3,}/gu) ?? [])
      .map((run) => run.slice(0, 2))
      .filter((stem) => isThing(KINDS_ZH.get(stem)?.kind, QUALIFIERS_ZH.get(stem))),
  ];
};
const latinIn = (text: string): string[] =>
  (text.match(/\p{Script=Latin}{3,}/gu) ?? []).filter((word) => !SAYS_NOTHING.has(word));
const SAYS_NOTHING: ReadonlySet<string> = new Set(
  'the and for from with per any all not has are was who when what current overall latest exact main total own our yes open charge frame timeframe timescale reply valid decision'.split(
    ' ',
  ),
);
const kindOf = (word: string): HeaderKind | undefined => (kindIn(word) ?? KINDS_ZH.get(word))?.kind;

const isThing = (kind: HeaderKind | undefined, qualifier: Qualifier | undefined): boolean =>
  (kind === undefined || !KINDS.has(kind)) && (qualifier === undefined || !WHICH.has(qualifier));
/** What a column is, and not of what. */
const KINDS: ReadonlySet<HeaderKind> = new Set<HeaderKind>([
  'day',
  'state',
  'person',
  'share',
  'id',
  'number',
  'note',
  'unit',
]);
/** Which of several days: any thing may have those. */
const WHICH: ReadonlySet<Qualifier> = new Set<Qualifier>([
  'limit',
  'plan',
  'actual',
  'start',
  'end',
  'done',
  'closed',
  'published',
  'update',
  'revised',
  'next',
]);

/** A header with a word in it that nobody knows: Lease expires, 交底日期. What it is of may be something else. */
export const saysUnheard = (header: string): boolean => {
  const text = simplified(header.toLowerCase());
  return (
    latinIn(text).some((word) => !kindIn(word) && !qualifierIn(word) && !OWED.has(word) && !isDone(word)) ||
    /\p{Script=Han}{2}/u.test(ROOTS.reduce((left, root) => left.split(root).join(' '), text))
  );
};
const ROOTS: readonly string[] = [
  ...KINDS_ZH.keys(),
  ...QUALIFIERS_ZH.keys(),
  ...'当前 目前 现在 最新 是否 已经 实现 主要 具体 本次 本周 本月 什么 啥 谁'.split(' '),
].sort((a, b) => b.length - a.length);
