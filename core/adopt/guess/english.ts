/** What a header in English says, by its words. */
import { bareKind, isTold, LAST_TIME, OF_ELSE, resolve, type Signs, STRONG, TOLD_RISK, UNSURE } from './kinds.ts';
import { KINDS_EN, PHRASES_EN, QUALIFIERS_EN } from './roots-en.ts';
import type { HeaderKind, Qualifier } from './roots-zh.ts';

/** Raised, Opened, Date of both left out: the day on which it was. */
const isParticiple = (plain: string, said: ReadonlySet<Qualifier>): boolean =>
  /^ \p{L}+(?:ed|found) $|^ found $/u.test(plain) && (said.has('create') || said.has('ask'));
const kindIn = (word: string) => KINDS_EN.get(word) ?? KINDS_EN.get(singular(word));
const qualifierIn = (word: string) => QUALIFIERS_EN.get(word) ?? QUALIFIERS_EN.get(singular(word));
const singular = (word: string): string => word.replace(/(?<=\p{L}{3})ies$/u, 'y').replace(/(?<=\p{L}{3})s$/u, '');
/** Words that say nothing of what a state is of. */
const PLAIN: ReadonlySet<string> = new Set([
  '',
  'current',
  'overall',
  'latest',
  'condition',
  'of',
  'the',
  'is',
  'and',
  'or',
]);

export const signsInEnglish = (text: string): Signs => {
  const plain = ` ${text.replace(/[^\p{L}\p{N}%#]+/gu, ' ').trim()} `;
  let phrased = plain;
  const kinds = new Map<HeaderKind, number>();
  const said = new Set<Qualifier>();
  for (const [phrase, { kind, strength, says }] of PHRASES_EN) {
    if (!phrased.includes(` ${phrase} `)) continue;
    phrased = phrased.replace(` ${phrase} `, ' ');
    if (kind) kinds.set(kind, strength);
    for (const qualifier of says) said.add(qualifier);
  }
  for (const word of phrased.trim().split(' ')) {
    const own = kindIn(word);
    if (own) kinds.set(own.kind, Math.max(own.strength, kinds.get(own.kind) ?? 0));
    const qualifier = qualifierIn(word);
    if (qualifier) said.add(qualifier);
  }
  // Task name, project name: alone a name is somebody's.
  if (
    phrased.includes(' name ') &&
    kinds.size > 1 &&
    !/ (?:owner|assignee|resource|person|member|staff)s? /.test(phrased)
  )
    kinds.delete('person');
  // Estimated finish time is a day, Estimated percent a share; Estimated time is how long it takes.
  if (ESTIMATED.test(phrased)) kinds.delete('number');
  if (kinds.has('share') && !phrased.includes('%') && said.has('limit')) kinds.set('day', 0.7);
  // Sprint task is a task, Task type a type, and Type of task as well.
  const last = phrased.trim().split(' ').pop() ?? '';
  if (kinds.has('category') && kindIn(last)?.kind === 'task' && !phrased.includes(' of ')) kinds.delete('category');
  const kind = PRECEDENCE.find((one) => kinds.has(one)) ?? (isParticiple(plain, said) ? 'day' : bareKind(said));
  // Last calibration, Last move: what was, on some day or in words.
  if (kind === null && /^ (?:last|previous|prior) \p{L}/u.test(phrased)) return LAST_TIME;
  if (kind === 'share' && !OF_WORK.test(phrased)) return resolve('number', kinds.get('share') ?? STRONG, said);
  // Delivery status, Member status: of something else, or of somebody.
  const isOther = (word: string) => !kindIn(word) && !PLAIN.has(word) && [undefined, 'end'].includes(qualifierIn(word));
  const others = phrased.trim().split(' ').filter(isOther);
  if (kinds.has('state') && / stat(?:us|e) $/.test(phrased) && (kind === 'person' || kind === 'unit'))
    return resolve('state', UNSURE, said);
  if (kind === 'state' && others.length > 0 && / stat(?:us|e) /.test(phrased)) return resolve(kind, OF_ELSE, said);
  // Authorised by: somebody, by a word that says of them what nobody knows here.
  if (kind === 'person' && others.length > 0 && kinds.size === 1 && said.size === 0 && phrased.endsWith(' by '))
    return resolve(kind, UNSURE, said);
  // Who uses it, Who can help: somebody, and not by that the one who does it.
  if (
    kind === 'person' &&
    others.length > 0 &&
    said.size === 0 &&
    phrased.startsWith(' who ') &&
    !DOES_IT.test(phrased)
  )
    return resolve(kind, UNSURE, said);
  if (kinds.has('risk') && isTold(kind)) return TOLD_RISK;
  if (kinds.has('task') && last === 'assigned') return TASK_ASSIGNED;
  return resolve(kind, (kind && kinds.get(kind)) || 0.7, said);
};

/** Vol.-%, Discount %: a share of something else than the work. */
const OF_WORK = /^ (?:%|percent|percentage|pct) $|progress|complet|done|finish|achiev|work|task|stat(?:us|e)/;

const ESTIMATED = / (?:estimated|remaining) (?:date|due|deadline|start|begin|finish|end|delivery|completion|percent) /;
const DOES_IT =
  /^ who (?:s |is |will |shall |should |must )*(?:do|does|doing|responsible|owns|takes|leads|acts|handles|working|to)\b/;
/** Task assigned: what somebody has to do, or who has it. */
const TASK_ASSIGNED: Signs = new Map([
  ['task', 0.7],
  ['responsible', 0.7],
]);

/** Task Owner is an owner, Owner Comments are notes, Status Date is a day. */
const PRECEDENCE: readonly HeaderKind[] = [
  'note',
  'contact',
  'id',
  'number',
  'priority',
  'reason',
  'predecessor',
  'day',
  'unit',
  'person',
  'firm',
  'share',
  'state',
  'category',
  'container',
  'measure',
  'standard',
  'support',
  'output',
  'task',
  'detail',
  'risk',
];
