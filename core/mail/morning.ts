/** The team's morning: what one short card in a group says of the day. What has to be decided, what is late, what needs whom, and who handed over to whom. */
import type { Locale } from '../../sheet-templates/index.ts';
import { FORMAT, formatDay } from '../messages/format.ts';
import { sayWaits } from '../messages/index.ts';
import { MORNING } from '../messages/languages.ts';
import { distinct } from '../people.ts';
import type { Notice, Plan } from '../plan.ts';
import type { Facts } from '../process/facts.ts';
import { ruleOf, standsIn } from '../rules/index.ts';
import type { Person } from '../snapshot.ts';
import { dutyIn, titleOf } from './about.ts';
import { cell, nameOf, projectOf, textFact } from './reader.ts';

/** One thing that the group hears of. */
export interface MorningRow {
  readonly name: string;
  /** Who handed it over; nobody where that is not known, or it is no hand-over. */
  readonly from: readonly string[];
  /** Whose move it is. */
  readonly who: readonly Person[];
  /** Of these whoever may be mentioned. */
  readonly calls: readonly Person[];
  /** How late it is, or what it waits for; '' for nothing. */
  readonly note: string;
}

const MORNING_PARTS = ['decide', 'late', 'needs', 'handed'] as const;
export type MorningPartKey = (typeof MORNING_PARTS)[number];

export interface MorningPart {
  readonly key: MorningPartKey;
  readonly title: string;
  readonly rows: readonly MorningRow[];
  /** How many more there are, and how that is said; 0 and '' for none. */
  readonly left: number;
  readonly more: string;
}

/** A card's content, in the workbook's language and free of mark-up. */
export interface TeamMorning {
  readonly locale: Locale;
  /** The project and the day. */
  readonly title: string;
  /** How many of each. */
  readonly headline: string;
  /** None is empty. */
  readonly parts: readonly MorningPart[];
  /** What opens the workbook is called. */
  readonly open: string;
}

/** Rows of a part: a card in a group is read in passing. */
const SHOWN = 3;

/** What the group hears of: a notice of the day, or one that nobody got for want of an address. */
interface Said extends Pick<Notice, 'rule' | 'item' | 'level'> {
  readonly notice: Notice | null;
}

const saidOf = ({ notices, silences }: Told): readonly Said[] => [
  ...notices.map((notice) => ({ rule: notice.rule, item: notice.item, level: notice.level, notice })),
  ...silences
    .filter(({ because }) => because.code === 'no-address')
    .map(({ rule, item }): Said => ({ rule, item, level: 0, notice: null })),
];

/** What a notice of the day is to the whole group. Null for what is to know, to come, or each person's own. */
const partOf = (said: Said, { items, flow }: Facts): MorningPartKey | null => {
  const { section, handsOver } = ruleOf(said);
  if (handsOver) return said.notice && isTheirs(said.notice) ? 'handed' : null;
  if (section !== 'move' && section !== 'decide') return null;
  if (said.level > 0 || section === 'decide') return 'decide';
  const matter = flow.matters.get(said.item);
  const duty = matter && said.notice && dutyIn(matter, said.notice);
  const isLate = items.get(said.item)?.late || duty?.phase === 'late';
  return isLate ? 'late' : 'needs';
};

/** Whoever is responsible has the task; what else somebody is in it is their own news, as is a first list. */
const isTheirs = (notice: Notice): boolean =>
  !standsIn('assigned', notice) || ('letter' in notice.facts && notice.facts.letter === 'responsible');

type Told = Pick<Plan, 'notices' | 'silences' | 'workday'>;

/**
 * What the group hears of a plan, and who may be mentioned; null on days off and where there is no news for it. Whoever posts nothing does not
 * carry it.
 */
export type SayMorning = (facts: Facts, plan: Told, mayCall: (person: Person) => boolean) => TeamMorning | null;

export const morningOf: SayMorning = (facts, plan, mayCall) => {
  if (!plan.workday) return null;
  const { snapshot } = facts;
  const { policy, workbook, today } = snapshot;
  const { locale } = policy;
  const say = MORNING[locale];
  const parts = sorted(facts, saidOf(plan)).map(([key, all]): MorningPart => {
    const rows = [...all].map(([item, told]) => rowOf(facts, key, item, told)).sort((a, b) => b.days - a.days);
    const left = Math.max(0, rows.length - SHOWN);
    return {
      key,
      title: say.part[key],
      rows: rows.slice(0, SHOWN).map(({ days: _, ...row }) => ({ ...row, calls: row.who.filter(mayCall) })),
      left,
      more: left > 0 ? say.more(left) : '',
    };
  });
  if (parts.length === 0) return null;
  return {
    locale,
    title: say.title(projectOf({ policy, workbook }), formatDay(today, locale, today)),
    headline: say.headline(parts.map(({ key, rows, left }) => say.count[key](rows.length + left))),
    parts,
    open: say.open,
  };
};

type ByItem = ReadonlyMap<string, readonly Said[]>;

/** Notices by part and item; an item stands in the most urgent of its parts alone. */
const sorted = (facts: Facts, all: readonly Said[]): (readonly [MorningPartKey, ByItem])[] => {
  const best = new Map<string, { readonly part: MorningPartKey; readonly told: Said[] }>();
  for (const said of all) {
    const part = partOf(said, facts);
    if (part === null) continue;
    const before = best.get(said.item);
    if (before?.part === part) before.told.push(said);
    else if (!before || MORNING_PARTS.indexOf(part) < MORNING_PARTS.indexOf(before.part))
      best.set(said.item, { part, told: [said] });
  }
  return MORNING_PARTS.flatMap((key) => {
    const rows = [...best].flatMap(([item, { part, told }]) => (part === key ? [[item, told] as const] : []));
    return rows.length > 0 ? [[key, new Map(rows)] as const] : [];
  });
};

const rowOf = (
  { items, flow, snapshot }: Facts,
  key: MorningPartKey,
  id: string,
  said: readonly Said[],
): Omit<MorningRow, 'calls'> & { readonly days: number } => {
  const { today, policy } = snapshot;
  const say = MORNING[policy.locale];
  const [item, matter] = [items.get(id), flow.matters.get(id)];
  const notices = said.flatMap(({ notice }) => notice ?? []);
  const duties = matter ? notices.flatMap((notice) => dutyIn(matter, notice) ?? []) : [];
  const days = item ? (item.open ? item.daysLate : 0) : Math.max(0, ...duties.map(({ daysLate }) => daysLate));
  const [duty] = duties;
  const told = distinct(notices.flatMap(({ to }) => to));
  // Whose task it is, until others are asked to step in.
  const isOwners = key === 'late' || told.length === 0;
  const who = isOwners && item?.responsible ? [item.responsible] : told;
  const notes = [
    who.length === 0 ? say.nobody : '',
    days > 0 ? say.late(days) : '',
    duty ? sayWaits(duty.rule, duty.facts, policy.locale, today) : '',
    item?.open && days === 0 && item.daysLeft === 0 ? say.today : '',
    item && !item.open ? say.evidence : '',
  ];
  return {
    name: item ? nameOf(item) : matter ? titleOf(matter) : cell(id),
    from: key === 'handed' ? distinctTexts(notices.map((notice) => textFact(notice, 'owner'))) : [],
    who,
    note: key === 'handed' ? '' : notes.filter(Boolean).join(FORMAT[policy.locale].clause),
    days,
  };
};

const distinctTexts = (texts: readonly string[]): readonly string[] => [...new Set(texts.filter(Boolean))];
