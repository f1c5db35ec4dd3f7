/** How likely a column has a meaning, by its header's words and its cells together. */
import type { ColumnMeaning } from '../proposal.ts';
import type { Foreign, Sign, Signs } from './kinds.ts';
import type { ListedKind, Profile } from './profile.ts';

/** How a header speaks of a meaning: in Baton's own word, in one of those people are known to write, in parts of words. */
export type Tier = 0 | 1 | 2 | 3 | 4;
export const TIER = { none: 0, weak: 1, parts: 2, known: 3, own: 4 } as const satisfies Readonly<Record<string, Tier>>;

/** What a column's header says, before its cells are looked at. */
export interface HeaderSays {
  /** The meaning that the known words name, and whether that word is Baton's own. */
  readonly known: { readonly meaning: ColumnMeaning; readonly own: boolean } | null;
  readonly signs: Signs;
  readonly isEmpty: boolean;
}

/** A column, and what its header says. */
export interface HeadedColumn {
  /** 1-based. */
  readonly at: number;
  readonly header: string;
  readonly says: HeaderSays;
  readonly profile: Profile;
}

export interface Score {
  readonly meaning: ColumnMeaning;
  /** 0 to 1. */
  readonly score: number;
  /** How strongly the header alone says it. */
  readonly strength: number;
  readonly tier: Tier;
  /** The cells say otherwise. */
  readonly contradicted: boolean;
  /** How well the cells fit, 0 to 1; null where there are none. */
  readonly fit: number | null;
}

const HEADER = 0.7;
const CELLS = 0.3;
/** Nothing stands below: the header alone has to do. */
const ALONE = 0.85;
const CONTRADICTED = 0.5;
const HARDLY = 0.2;
/** Parts of words at least so strong are as good as a word. */
const STRONG = 0.8;

const FOREIGN: ReadonlySet<Sign> = new Set<Foreign>([
  'id',
  'number',
  'priority',
  'requester',
  'checker',
  'actual',
  'created',
  'span',
  'category',
  'contact',
  'measure',
]);

/** What a column may mean, the likeliest first. */
export const scoresOf = (header: HeaderSays, profile: Profile): readonly Score[] => {
  const strengths = strengthsOf(header);
  const scores = [...strengths].map(([meaning, { strength, tier }]): Score => {
    const fit = fitUnder(meaning, strength, strengths, profile);
    const contradicted = fit === 0;
    const hardly = fit !== null && fit <= HARDLY && meaning === 'task' ? CONTRADICTED : 1;
    const score = fit === null ? ALONE * strength : (HEADER * strength + CELLS * fit) * hardly;
    return { meaning, score: contradicted ? CONTRADICTED * score : score, strength, tier, contradicted, fit };
  });
  const isUnknown = strengths.size === 0 && header.signs.size === 0;
  const more = isUnknown ? byCells(header, profile) : scores.length > 0 ? dayByCells(header, strengths, profile) : [];
  return [...scores, ...more].sort((a, b) => b.score - a.score);
};

/** How well cells fit a meaning under a header that says so. */
const fitUnder = (
  meaning: ColumnMeaning,
  strength: number,
  strengths: ReadonlyMap<ColumnMeaning, Strength>,
  profile: Profile,
): number | null => {
  if (meaning === 'responsible' && strengths.has('department')) return unitFit(profile);
  const fit = fitOf(meaning, profile);
  if (meaning !== 'due' || fit === null || fit >= VAGUE || profile.states >= MOSTLY) return fit;
  // Due: 30 days, two weeks. Under any other word for a day that is how long it takes.
  const spans = strength >= BY_NAME ? profile.spans : 0;
  return profile.dateLike + profile.relative + spans >= MOSTLY ? VAGUE : fit;
};
const BY_NAME = 0.85;
const MOSTLY = 0.5;
/** A day, and not so surely that nobody is asked. */
const VAGUE = 0.55;

interface Strength {
  readonly strength: number;
  readonly tier: Tier;
}

const strengthsOf = ({ known, signs }: HeaderSays): ReadonlyMap<ColumnMeaning, Strength> => {
  const found = new Map<ColumnMeaning, Strength>();
  const foreign = Math.max(0, ...[...signs].flatMap(([sign, strength]) => (FOREIGN.has(sign) ? [strength] : [])));
  for (const [sign, strength] of signs) {
    if (FOREIGN.has(sign)) continue;
    // What is more likely something else may still be it where nothing better is there.
    const own = strength > foreign ? strength : strength * 0.7;
    found.set(sign as ColumnMeaning, { strength: own, tier: own >= STRONG ? TIER.parts : TIER.weak });
  }
  if (known && !isHowFar(known.meaning, found.get('status')))
    found.set(known.meaning, { strength: known.own ? 1 : 0.95, tier: known.own ? TIER.own : TIER.known });
  return found;
};

/** 完成情况, which people also write over what came out of a task: first of all it is how far that is. */
const isHowFar = (known: ColumnMeaning, status: Strength | undefined): boolean =>
  known === 'evidence' && status?.tier === TIER.parts;

/** Days under a word that names no day, such as Milestone, may be the day on which it is due. */
const dayByCells = (
  { signs }: HeaderSays,
  strengths: ReadonlyMap<ColumnMeaning, Strength>,
  profile: Profile,
): Score[] => {
  const isOther = [...signs.keys()].some((sign) => FOREIGN.has(sign)) || DAY_MEANINGS.some((day) => strengths.has(day));
  if (isOther || profile.filled < FEWEST || profile.dates < MOST) return [];
  return [{ meaning: 'due', score: 0.32, strength: 0, tier: TIER.none, contradicted: false, fit: 1 }];
};
const DAY_MEANINGS: readonly ColumnMeaning[] = ['due', 'start', 'newDue', 'updatedOn'];

/** Under a header that says nothing a text may be a task; days, people and states are held against each other before one is asked about. */
const byCells = ({ isEmpty }: HeaderSays, profile: Profile): Score[] => {
  const { filled, length, letters } = profile;
  const fit = fitOf('task', profile) ?? 0;
  if (filled < FEWEST || letters >= MOST || fit < MOST || length < LONG) return [];
  return [{ meaning: 'task', score: isEmpty ? 0.45 : 0.38, strength: 0, tier: TIER.none, contradicted: false, fit }];
};
const FEWEST = 2;
const MOST = 0.7;
const LONG = 6;

/** How well the cells of a column fit a meaning: 1 yes, 0 no, null where there are none. */
export const fitOf = (meaning: ColumnMeaning, profile: Profile): number | null => {
  const listed = profile.listed === null ? undefined : LISTS[profile.listed][meaning];
  if (listed !== undefined) return listed;
  if (profile.filled === 0) return null;
  const fits = FITS[meaning];
  return fits ? fits(profile) : 0.6;
};

const task = (profile: Profile): number => {
  const { words, states, likelyStates, dates, letters, people, different, filled, coverage, length, numbered } =
    profile;
  if (words < 0.5 || dates >= 0.5 || letters >= 0.6) return 0;
  if (states >= 0.6 && different <= 6) return 0;
  // Scheduled, Overdue, Upcoming, over and over.
  if (states + likelyStates >= 0.7 && different <= 0.6 * filled && length <= 16) return 0.05;
  // The same two or three words over and over say which kind of row it is.
  if (different <= 3 && filled >= 9) return 0.05;
  const varied = different / filled;
  const variety = varied >= 0.6 || filled <= 3 ? 1 : 0.4 + varied;
  const isNumbered = numbered >= 0.5 && filled > 6;
  // Who does it stands there again and again.
  const names = people < 0.7 ? 1 : varied >= 0.9 && filled > 3 ? 0.6 : 0.3;
  const telling = isNumbered ? 0.2 : names;
  return Math.min(1, words * variety * telling * (0.2 + 0.8 * coverage) * (length >= 4 ? 1 : 0.5));
};

const person = ({
  words,
  dates,
  states,
  letters,
  people,
  maybePeople,
  roles,
  headcounts,
  length,
  different,
  filled,
}: Profile): number => {
  if (words < 0.3 || dates >= 0.4 || length > 60 || (letters >= 0.7 && length <= 4)) return 0;
  if (states >= 0.6 || headcounts >= 0.5) return 0;
  if (length > 20 && people < 0.4 && maybePeople - roles < 0.6 && filled > 8 && different / filled > 0.9) return 0;
  if (people >= 0.4) return 1;
  if (maybePeople >= 0.6) return 0.85;
  // Sentences, each another one.
  if (length > 16 && maybePeople < 0.1 && filled > 3 && different / filled > 0.8) return 0;
  if (length <= 20) return different / filled <= 0.8 || filled <= 3 ? 0.6 : 0.4;
  return 0.15;
};

const day = ({ dates, dateLike, filled, numbers, percents, states }: Profile): number => {
  if (states >= 0.5) return 0;
  // A time of day, or a share.
  if (percents >= 0.5 && filled > 1) return 0;
  if (dates >= 0.5) return 1;
  // 18.9 over and over: somebody's days without a year, or minutes.
  if (dateLike >= 0.5) return numbers >= 0.8 ? 0.5 : 0.8;
  if (dateLike > 0) return 0.5;
  return filled > 1 || numbers > 0 ? 0 : 0.2;
};

/** How well cells fit a status: words of state that are known, or a few words over and over. */
export const STATES = { known: 1, few: 0.75 };

const state = ({ states, ticks, percents, length, different, filled, words, dates }: Profile): number => {
  if (dates >= 0.5 || length > 40) return 0;
  if (states >= 0.4) return STATES.known;
  if (percents >= 0.6) return 0.2;
  if (states > 0) return 0.8;
  if (ticks >= 0.6) return 0.7;
  const few = different <= Math.max(2, Math.min(8, filled * 0.6));
  if (words >= 0.5 && length <= 16) return few ? STATES.few : 0.4;
  return words >= 0.5 ? 0.25 : 0;
};

const share = ({ percents, numbers, states, words, dates }: Profile): number => {
  if (dates >= 0.5) return 0;
  if (percents >= 0.5) return 1;
  if (states >= 0.4) return 0;
  if (words >= 0.5) return 0.1;
  return numbers >= 0.5 ? 0.7 : 0.3;
};

const unit = ({ words, length, dates, different, filled, people }: Profile): number => {
  if (words < 0.5 || dates >= 0.5) return 0;
  // A team of which each is named.
  if (people >= 0.5) return 0;
  return length <= 30 && (different / filled <= 0.8 || filled <= 3) ? 0.9 : 0.4;
};

/** What is said in sentences: no words of state, no dates. */
const text = ({ states, dates, filled }: Profile): number => {
  if (states >= 0.5 && filled > 1) return 0;
  return dates >= 0.5 ? 0.1 : 0.6;
};

/** 责任单位 over several departments in each cell: whoever does it, be it no name. */
const unitFit = (profile: Profile): number | null =>
  profile.filled === 0 ? null : Math.max(person(profile), Math.min(HARDLY_SOMEBODY, unit(profile)));
const HARDLY_SOMEBODY = 0.5;

const FITS: Readonly<Partial<Record<ColumnMeaning, (profile: Profile) => number>>> = {
  task,
  responsible: person,
  accountable: person,
  supporting: person,
  consulted: person,
  informed: person,
  due: day,
  start: day,
  newDue: day,
  updatedOn: day,
  status: state,
  progress: share,
  department: unit,
  supportingDepartments: unit,
  output: text,
  evidence: text,
  note: text,
  description: (profile) => Math.min(0.8, text(profile) + 0.2),
  risk: text,
  reason: text,
};

/** What people choose from a list is hardly what is to be done, and no day. */
const CHOSEN = { task: 0.2, due: 0, start: 0, newDue: 0, updatedOn: 0 } as const;
const NOBODY = { responsible: 0, accountable: 0 } as const;
const LISTS: Readonly<Record<ListedKind, Readonly<Partial<Record<ColumnMeaning, number>>>>> = {
  states: { ...CHOSEN, ...NOBODY, status: STATES.known },
  people: { ...CHOSEN, responsible: 1, accountable: 1, status: 0 },
  ranks: { ...CHOSEN, ...NOBODY, status: 0 },
  ticks: { ...CHOSEN, ...NOBODY },
  others: { task: CHOSEN.task },
};

/** Texts in most rows of which hardly two are the same: what is to be done, or something said of it. */
export const isOwnText = (profile: Profile): boolean =>
  profile.different >= 0.7 * profile.filled &&
  profile.coverage >= 0.5 &&
  profile.length >= 8 &&
  profile.contacts < 0.3 &&
  (fitOf('task', profile) ?? 0) >= 0.4;
