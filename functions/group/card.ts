/** What all printings of the team's morning share: which rows there is room for, names, and what stands after them. */
import type { MorningPartKey, MorningRow, TeamMorning } from '../../core/mail/morning.ts';
import { listOf } from '../../core/messages/format.ts';
import { MORNING } from '../../core/messages/languages.ts';
import type { Person } from '../../core/snapshot.ts';
import { oneLine } from '../../core/text/width.ts';
import { isChineseMobile, mobileOf } from '../remote/mobile.ts';

/** A morning on its way to a group. */
export interface GroupCard {
  readonly morning: TeamMorning;
  /** Where the workbook opens; null for a file. */
  readonly url: string | null;
}

/** How a system draws a text in bold, and takes the meaning out of what people wrote. */
export interface Pen {
  readonly bold: (text: string) => string;
  readonly plain: (text: string) => string;
}

/** People of a row; more of them are counted. */
const NAMED = 3;

/** `**Print the box** · Wang Fang · 3 workdays late` */
const rowText = (
  { locale }: TeamMorning,
  key: MorningPartKey,
  { name, from, who, note }: MorningRow,
  { bold, plain }: Pen,
): string => {
  const one = (person: string) => plain(oneLine(person));
  const names = who.slice(0, NAMED).map((person) => one(person.name));
  const all = `${listOf(names, locale)}${who.length > NAMED ? ` +${who.length - NAMED}` : ''}`;
  const people = key === 'handed' ? MORNING[locale].handed(from.map(one), all) : all;
  return [bold(plain(name)), people, plain(note)].filter(Boolean).join(' · ');
};

/** So many people at most are mentioned by a card: nobody says how many each system takes. */
const MOST_CALLED = 20;

/** Who is mentioned, once each: of those whom the card names, whoever `found` knows a way to mention, in the card's order. */
export const calledBy = ({ morning }: GroupCard, found: (person: Person) => string | null): readonly string[] => {
  const named = morning.parts.flatMap(({ rows }) =>
    rows.flatMap(({ who, calls }) => who.slice(0, NAMED).filter((person) => calls.includes(person))),
  );
  return [...new Set(named.flatMap((person) => found(person) ?? []))].slice(0, MOST_CALLED);
};

/** By mobile number, as DingTalk and WeCom mention people. */
export const mobileIn = ({ phone }: Person): string | null => {
  const mobile = mobileOf(phone ?? '');
  return isChineseMobile(mobile) ? mobile : null;
};

/** What each part says below its title, a line a row. */
export const partLines = (morning: TeamMorning, part: TeamMorning['parts'][number], pen: Pen): readonly string[] => [
  ...part.rows.map((row) => rowText(morning, part.key, row, pen)),
  ...(part.more ? [pen.plain(part.more)] : []),
];

/** The card with fewer and fewer rows, until it fits: at last its headline stands alone. */
export const fittedCard = <T>(
  { morning, url }: GroupCard,
  print: (card: GroupCard) => T,
  fits: (printed: T) => boolean,
): T => {
  const most = Math.max(0, ...morning.parts.map(({ rows }) => rows.length));
  let printed = print({ morning, url });
  for (let rows = most - 1; rows >= 0 && !fits(printed); rows--)
    printed = print({ morning: shorter(morning, rows), url });
  return printed;
};

const shorter = (morning: TeamMorning, rows: number): TeamMorning => ({
  ...morning,
  parts:
    rows === 0
      ? []
      : morning.parts.map((part) => {
          const cut = part.rows.length - rows;
          return cut <= 0
            ? part
            : {
                ...part,
                rows: part.rows.slice(0, rows),
                left: part.left + cut,
                more: MORNING[morning.locale].more(part.left + cut),
              };
        }),
});
