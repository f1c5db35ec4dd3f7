/** What a header in English says, by its words. */

import {
  headed,
  isDone,
  isHeadedByDay,
  isSomebody,
  isWhetherDone,
  kindIn,
  OWED,
  qualifierIn,
  signsByForm,
  WHETHER_DONE,
} from './english-shapes.ts';
import {
  bareKind,
  isTold,
  LAST_TIME,
  NEXT_TIME,
  OF_ELSE,
  resolve,
  type Signs,
  STRONG,
  TOLD_RISK,
  UNSURE,
} from './kinds.ts';
import { PHRASES_EN } from './roots-en.ts';
import type { HeaderKind, Qualifier } from './roots-zh.ts';

/** Raised, Opened, Date of both left out: the day on which it was. */
const isParticiple = (plain: string, said: ReadonlySet<Qualifier>): boolean =>
  /^ \p{L}+(?:ed|found) $|^ found $/u.test(plain) && (said.has('create') || said.has('ask'));
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
  // Close-out, closeout: closing.
  const plain = ` ${text
    .replace(/[^\p{L}\p{N}%#]+/gu, ' ')
    .replace(/(?<=\bclosed?) ?out\b/, '')
    .trim()} `;
  const byForm = signsByForm(plain);
  if (byForm) return byForm;
  let phrased = plain;
  const kinds = new Map<HeaderKind, number>();
  const said = new Set<Qualifier>();
  for (const [phrase, { kind, strength, says }] of PHRASES_EN) {
    if (!phrased.includes(` ${phrase} `)) continue;
    phrased = phrased.replace(` ${phrase} `, ' ');
    if (kind) kinds.set(kind, strength);
    for (const qualifier of says) said.add(qualifier);
  }
  const words = phrased.trim().split(' ');
  for (const word of words) {
    const own = kindIn(word);
    if (own) kinds.set(own.kind, Math.max(own.strength, kinds.get(own.kind) ?? 0));
    const qualifier = qualifierIn(word);
    // From, To are two days; Referred to is none.
    if (qualifier && (word !== 'to' || FROM_TO.test(phrased))) said.add(qualifier);
  }
  headed(kinds, words);
  // Task name, project name: alone a name is somebody's.
  if (
    phrased.includes(' name ') &&
    kinds.size > 1 &&
    !/ (?:owner|assignee|resource|person|member|staff)s? /.test(phrased)
  )
    kinds.delete('person');
  // Estimated finish time is a day, Estimated percent a share; Estimated time is how long it takes.
  if (ESTIMATED.test(phrased)) kinds.delete('number');
  // Planned completion is a day, and how much of the work was planned is not asked.
  if (
    kinds.has('share') &&
    (said.has('limit') || (said.has('plan') && words.includes('completion'))) &&
    !phrased.includes('%')
  )
    kinds.set('day', 0.7);
  // Target quarter, Planned week: roughly when.
  if (WEEKS.test(phrased) && (said.has('plan') || said.has('limit'))) {
    kinds.delete('category');
    kinds.set('day', 0.9);
  }
  // Sprint task is a task, Task type a type, and Type of task as well.
  const last = words[words.length - 1] ?? '';
  if (kinds.has('category') && kindIn(last)?.kind === 'task' && !words.includes('of')) kinds.delete('category');
  const bare = isHeadedByDay(words) ? bareKind(said) : null;
  const kind = PRECEDENCE.find((one) => kinds.has(one)) ?? (isParticiple(plain, said) ? 'day' : bare);
  // Last calibration, Last move: what was, on some day or in words; Next hearing: what will be.
  if (kind === null && /^ (?:last|previous|prior) \p{L}/u.test(phrased)) return LAST_TIME;
  if (kind === null && /^ next \p{L}/u.test(phrased)) return NEXT_TIME;
  if (kind !== 'day' && isWhetherDone(words, kinds)) return WHETHER_DONE;
  if (kind === 'day') {
    // Date served: when it was; Date promised: when it will be.
    if (words.some((word) => isDone(word) && qualifierIn(word) === undefined && kindIn(word)?.kind !== 'state'))
      said.add('create');
    if (words.some((word) => OWED.has(word))) said.add('limit');
    if (/^ date of (?!next )/.test(plain) && said.size === 0) said.add('create');
  }
  if (kind === null && words.length === 1 && said.has('help')) return resolve('person', 0.6, said);
  if (/ (?:co )?authors? $/.test(phrased) && kind === 'person') return AUTHOR;
  if (kind === null && isSomebody(last)) return resolve('person', UNSURE, said);
  if (kind === 'share' && !OF_WORK.test(phrased)) return resolve('number', kinds.get('share') ?? STRONG, said);
  // Delivery status, Member status: of something else, or of somebody.
  const isOther = (word: string) => !kindIn(word) && !PLAIN.has(word) && OF_OTHERS.has(qualifierIn(word));
  const others = words.filter(isOther);
  if (kinds.has('state') && / stat(?:us|e) $/.test(phrased) && (kind === 'person' || kind === 'unit'))
    return resolve('state', UNSURE, said);
  if (kind === 'state' && others.length > 0 && / stat(?:us|e) /.test(phrased)) return resolve(kind, OF_ELSE, said);
  if (kind === 'person' && others.length > 0 && saysNotWho(phrased, kinds.size, said))
    return resolve(kind, UNSURE, said);
  if (kinds.has('risk') && isTold(kind)) return TOLD_RISK;
  if (kinds.has('task') && last === 'assigned') return TASK_ASSIGNED;
  return resolve(kind, (kind && kinds.get(kind)) || 0.7, said);
};

/**
 * Authorised by: somebody, by a word that says of them what nobody knows here. Injured person: whom it is about. Who uses it, Who can help: somebody, and
 * not by that the one who does it.
 */
const saysNotWho = (phrased: string, kinds: number, said: ReadonlySet<Qualifier>): boolean =>
  said.size === 0 &&
  ((kinds === 1 && / (?:by|person|people|employee|member|individual) $/.test(phrased)) ||
    (phrased.startsWith(' who ') && !DOES_IT.test(phrased)));
const WEEKS = / (?:week|month|quarter) $/;
const FROM_TO = /^ (?:(?:date|from) )?to(?: date)? $/;
/** Words of these say nothing of how far the work is. */
const OF_OTHERS: ReadonlySet<Qualifier | undefined> = new Set<Qualifier | undefined>([undefined, 'end', 'create']);

/** Who has raised an issue, and who writes an article. */
const AUTHOR: Signs = new Map([
  ['requester', 0.6],
  ['responsible', 0.45],
]);

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
