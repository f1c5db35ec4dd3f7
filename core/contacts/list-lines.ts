/** What came of a pasted list, as sentences. */
import type { Locale } from '../../sheet-templates/index.ts';
import { REVIEW, TAKING_PEOPLE } from '../messages/languages.ts';
import type { FoundAddresses } from './addresses.ts';

/** So many names, and so many lines, are shown. */
const MOST = 8;

export const listTitle = ({ found, likely }: FoundAddresses, locale: Locale): string =>
  REVIEW[locale].listRead({ count: found.size + likely.size });

/** Below the title: what is a guess, what was left out, and who still lacks an address. */
export const listLines = ({ likely, several, others, unread, lacking }: FoundAddresses, locale: Locale): string[] => {
  const say = REVIEW[locale];
  const names = lacking.slice(0, MOST);
  return [
    ...[...likely].map(([text, { name, email }]) => say.listLikely({ text, name, email })),
    ...several.map(say.listSeveral),
    ...unread.slice(0, MOST).map((line) => TAKING_PEOPLE[locale].unread({ line: line.slice(0, LONGEST_LINE) })),
    ...(others === 0 ? [] : [say.listOthers({ count: others })]),
    lacking.length === 0 ? say.noneLacking : say.lacking({ names, more: lacking.length - names.length }),
  ];
};
const LONGEST_LINE = 80;

/** Nothing in it is a guess, and nothing was left open. */
export const isPlainList = ({ likely, several, unread }: FoundAddresses): boolean =>
  likely.size + several.length + unread.length === 0;

/** Addresses by the name in the sheet: those of the list, where nobody has typed another. */
export const withListed = (
  typed: ReadonlyMap<string, string>,
  { found, likely }: FoundAddresses,
): ReadonlyMap<string, string> => {
  const listed = [...found, ...[...likely].map(([text, { email }]) => [text, email] as const)];
  return new Map([...listed, ...[...typed].filter(([, text]) => text.trim() !== '')]);
};
