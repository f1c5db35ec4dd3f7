/** What a header in English says, by its words. */

import {
  HEADS,
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
  NONE,
  OF_ELSE,
  resolve,
  type Signs,
  STRONG,
  TOLD_RISK,
  UNSURE,
} from './kinds.ts';
import { PHRASES_EN } from './roots-en.ts';
import type { HeaderKind, Qualifier } from './roots-zh.ts';

const IN_FULL: Readonly<Record<string, string>> = {
  recd: 'received',
  reqd: 'required',
  sched: 'scheduled',
  insp: 'inspection',
  appt: 'appointment',
  corr: 'corrected',
  rev: 'revised',
};
const SHORT = /\b(?:rec'?d|req'?d|sched|insp|appt|corr|rev)\b/g;

/** Raised, Opened, Date of both left out: the day on which it was. */
const isParticiple = (plain: string, said: ReadonlySet<Qualifier>): boolean =>
  /^ \p{L}+(?:ed|found) $|^ found $/u.test(plain) && (said.has('create') || said.has('ask'));
/** Action due: what is owed, or the day on which it is. */
const WHAT_IS_DUE: Signs = new Map([
  ['due', 0.85],
  ['task', 0.6],
]);
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
    .replace(SHORT, (short) => IN_FULL[short.replace("'", '')] ?? short)
    .replace(/[^\p{L}\p{N}%#]+/gu, ' ')
    .replace(/(?<=\bclosed?) ?out\b/, '')
    .trim()} `;
  const byForm = signsByForm(plain);
  if (byForm) return byForm;
  const heard = heardIn(plain);
  narrow(heard);
  const { words, last, kinds, said } = heard;
  const bare = isHeadedByDay(words) ? bareKind(said) : null;
  const kind = PRECEDENCE.find((one) => kinds.has(one)) ?? (isParticiple(plain, said) ? 'day' : bare);
  if (kind === null) return unnamed(heard);
  // Lead agency, Action office: whose it is to do it.
  if (kind === 'unit' && words.length > 1 && (kinds.has('person') || (kinds.has('task') && words[0] === 'action')))
    said.add('lead');
  if (kind !== 'day' && isWhetherDone(words, kinds)) return WHETHER_DONE;
  if (kind === 'day') sayWhen(heard, plain);
  if (kind === 'day' && kinds.has('task') && last === 'due') return WHAT_IS_DUE;
  const signs = unlikeOthers(kind, heard) ?? resolve(kind, kinds.get(kind) ?? 0.7, said);
  // Original due date: no longer the one that counts where another is there.
  const less = kind === 'day' ? (LESS.find(([of]) => words.some((word) => of.test(word)))?.[1] ?? 1) : 1;
  return less < 1 ? new Map([...signs].map(([sign, strength]) => [sign, less * strength])) : signs;
};
/** Lease expires beside a notice deadline: until then it has to be done. */
const LESS: readonly (readonly [RegExp, number])[] = [
  [/^(?:original|initial|baseline)$/, 0.8],
  [/^expir/, 0.9],
];

/** What the words say one by one, once those are taken out that say one thing together. */
interface Heard {
  readonly phrased: string;
  readonly words: readonly string[];
  readonly last: string;
  readonly kinds: Map<HeaderKind, number>;
  readonly said: Set<Qualifier>;
}

const heardIn = (plain: string): Heard => {
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
    // From, To are two days; Received from is none.
    if (qualifier && ((word !== 'to' && word !== 'from') || FROM_TO.test(phrased))) said.add(qualifier);
  }
  return { phrased, words, last: words[words.length - 1] ?? '', kinds, said };
};

/** Leaves out of the kinds what another word beside it takes back. */
const narrow = ({ phrased, words, last, kinds, said }: Heard): void => {
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
  const isOfDay = said.has('limit') || (said.has('plan') && words.includes('completion'));
  if (kinds.has('share') && isOfDay && !phrased.includes('%')) kinds.set('day', 0.7);
  // Target quarter, Planned week: roughly when.
  if (WEEKS.test(phrased) && (said.has('plan') || said.has('limit'))) {
    kinds.delete('category');
    kinds.set('day', 0.9);
  }
  // Sprint task is a task, Task type a type, and Type of task as well.
  if (kinds.has('category') && kindIn(last)?.kind === 'task' && !words.includes('of')) kinds.delete('category');
};

/** Last calibration, Next hearing, Confirmed, Backup, Registrar: no word of it names a kind. */
const unnamed = ({ phrased, words, last, kinds, said }: Heard): Signs => {
  if (/^ (?:last|previous|prior) \p{L}/u.test(phrased)) return LAST_TIME;
  if (/^ next \p{L}/u.test(phrased)) return NEXT_TIME;
  if (isWhetherDone(words, kinds)) return WHETHER_DONE;
  // Expected back, Promised in: when it is to be.
  if (TO_COME.test(phrased)) return resolve('day', 0.9, new Set(['plan' as const]));
  // Customer, Donor, Applicant name: whom a row is about.
  if (WHOM.test(phrased)) return resolve('category', 0.7, said);
  if (words.length === 1 && said.has('help')) return resolve('person', 0.6, said);
  if (words.length > 1 && last === 'editor') return resolve('person', 0.6, said);
  if (NOW_AT.test(phrased)) return resolve('state', 0.6, said);
  return isSomebody(last) ? resolve('person', UNSURE, said) : NONE;
};

/** Current location, Where we are now. */
const NOW_AT =
  /^ (?:current|present) (?:position|location|situation|standing|whereabouts|point) $|^ where (?:\p{L}+ ){0,3}(?:now|at|is it) $/u;
const TO_COME =
  /^ (?:est|estimated|expected|promised|scheduled|planned|projected|anticipated) (?:back|in|out|up|ready|on site|arrival|return) $/;
const WHOM =
  /^ (?:customer|client|donor|prospect|applicant|candidate|borrower|insured|lender|funder|grantee|grantor|beneficiary|buyer|seller|landlord|homeowner|opposing (?:party|counsel)|school)s?(?: name)? $/;

/** Date served: when it was; Date promised: when it will be. */
const sayWhen = ({ words, said }: Heard, plain: string): void => {
  const isOfPast = (word: string) => isDone(word) && qualifierIn(word) === undefined && kindIn(word)?.kind !== 'state';
  if (words.some(isOfPast) || (/^ date of (?!next )/.test(plain) && said.size === 0)) said.add('create');
  if (words.some((word) => OWED.has(word))) said.add('limit');
  // Annual review date: what is to come as often as what was.
  if (words.includes('review') && !said.has('next')) said.delete('check');
};

/** What a few words together say otherwise than their kind alone; null where they do not. */
const unlikeOthers = (kind: HeaderKind, { phrased, words, last, kinds, said }: Heard): Signs | null => {
  // Client name, Opposing counsel: whom a row is about.
  if (kind === 'task' && / name $/.test(phrased) && WHOM.test(phrased)) return WHOM_BY_NAME;
  if (kind === 'person' && phrased.startsWith(' opposing ')) return resolve('category', 0.7, new Set());
  if (kind === 'person' && / (?:authors?|(?:prepared|written|drafted) by) $/.test(phrased)) return AUTHOR;
  // Last activity: what was.
  if (kind === 'task' && /^ (?:last|previous|prior) /.test(phrased)) return LAST_TIME;
  if (kind === 'share' && / (?:completion|progression) $/.test(phrased) && words.length > 1) return COMPLETION;
  if (kind === 'share' && !OF_WORK.test(phrased)) return resolve('number', kinds.get('share') ?? STRONG, said);
  // Delivery status, Member status: of something else, or of somebody.
  const isOther = (word: string) => !kindIn(word) && !PLAIN.has(word) && OF_OTHERS.has(qualifierIn(word));
  const others = words.filter(isOther);
  // Document status: of what is made.
  if (kind === 'state' && kinds.has('output')) return resolve(kind, OF_ELSE, said);
  if (kinds.has('state') && / stat(?:us|e) $/.test(phrased) && (kind === 'person' || kind === 'unit'))
    return resolve('state', UNSURE, said);
  if (kind === 'state' && others.length > 0 && / stat(?:us|e) /.test(phrased)) return resolve(kind, OF_ELSE, said);
  // Complete before startup: a word of state, and what it is about.
  if (kind === 'state' && others.includes(last)) return resolve(kind, UNSURE, said);
  if (kind === 'person' && others.length > 0 && saysNotWho(phrased, kinds.size, said))
    return resolve(kind, UNSURE, said);
  // Planner bucket: something of theirs.
  // Lead beneficiary, Responsible entity: whose it is, by whatever they are called.
  if (
    kind === 'person' &&
    WHOSE.test(words[0] ?? '') &&
    others.length === 1 &&
    others[0] === last &&
    !isSomebody(last) &&
    /^\p{L}{4,}$/u.test(last)
  )
    return resolve('unit', 0.85, new Set(['lead' as const]));
  const isTheirs = words[0] !== 'who' && words[0] !== 'by' && (kinds.get(kind) ?? 0) < STRONG;
  if (
    kind === 'person' &&
    others.includes(last) &&
    /^\p{L}/u.test(last) &&
    isTheirs &&
    !isSomebody(last) &&
    !HEADS.test(last)
  )
    return resolve('category', 0.6, said);
  if (kinds.has('risk') && isTold(kind)) return TOLD_RISK;
  // Action office: what a compound ends with is its kind, be it one that nobody knows here.
  const isLinked = / (?:of|to|for) /.test(phrased);
  if (kind === 'task' && words.length > 1 && !isLinked && !kindIn(last) && !qualifierIn(last) && last !== 'assigned')
    return resolve(kind, 0.7 * (kinds.get(kind) ?? 0), said);
  return kinds.has('task') && last === 'assigned' ? TASK_ASSIGNED : null;
};

/**
 * Authorised by: somebody, by a word that says of them what nobody knows here. Injured person: whom it is about. Who uses it, Who can help: somebody, and
 * not by that the one who does it.
 */
const saysNotWho = (phrased: string, kinds: number, said: ReadonlySet<Qualifier>): boolean =>
  said.size === 0 &&
  ((kinds === 1 && / (?:by|person|people|employee|member|individual) $/.test(phrased)) ||
    (phrased.startsWith(' who ') && !DOES_IT.test(phrased)));
const WHOSE = /^(?:lead|responsible|assigned|owning|accountable)$/;
const WEEKS = / (?:week|month|quarter) $/;
const FROM_TO = /^ (?:date |valid )?(?:from(?: to)?|to)(?: date)? $/;
/** Words of these say nothing of how far the work is. */
const OF_OTHERS: ReadonlySet<Qualifier | undefined> = new Set<Qualifier | undefined>([undefined, 'end', 'create']);

/** Substantial completion: a day as well as a share. */
const COMPLETION: Signs = new Map([
  ['progress', 0.85],
  ['status', 0.75],
  ['due', 0.7],
]);

const WHOM_BY_NAME: Signs = new Map([
  ['category', 0.7],
  ['task', 0.4],
]);

/** Who has raised an issue, and who writes an article. */
const AUTHOR: Signs = new Map([
  ['requester', 0.6],
  ['responsible', 0.45],
]);

/** Vol.-%, Discount %: a share of something else than the work. */
const OF_WORK = /^ (?:%|percent|percentage|pct) $|progress|complet|done|finish|achiev|comp |work|job|task|stat(?:us|e)/;

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
