/** People as minutes name them: attendees with their handles and initials, and the one whom a name in a line means. */
import { collectiveOwner, folded, normal, splitNames } from '../text/words.ts';
import type { Named } from './model.ts';

/** A name, not a sentence. */
const LONGEST_WORDS = 5;
const LONGEST_HAN = 12;

const isName = (text: string): boolean =>
  text !== '' &&
  !/[。！？!?;；：:，]|(?<![\w-])\d{2}|共有|本次/.test(text) &&
  (/\p{Script=Han}/u.test(text) ? text.length <= LONGEST_HAN : text.split(/\s+/).length <= LONGEST_WORDS);

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('');

/** `Myles Borins (@MylesBorins)`, `MB: Myles Borins`, `张军（jzhang533）`, `@greatv`; null for what is no name. */
export const namedIn = (text: string): Named | null => {
  const [, initials = '', of = text] = /^([A-Z]{2,4})\s*[:：]\s*(.+)$/.exec(text.trim()) ?? [];
  const rest = of.trim();
  const [, before = rest, aside = ''] = /^([^（(]*?)\s*(?:[（(]\s*([^（()）]*)[)）]?.*|\s[-–—]\s.*)?$/.exec(rest) ?? [];
  const handle = /@\s?([\w.-]+)/.exec(rest)?.[1] ?? (/^[\w.-]+$/.test(aside) && officeOf(aside) === null ? aside : '');
  const name =
    before
      .trim()
      .replace(/\s*@[\w.-]+\s*$/, '')
      .replace(/^@/, '')
      .trim() || handle;
  if (!isName(name)) return null;
  const [given = '', ...others] = name.split(/\s+/);
  const last = /^[A-Z]/.test(name) ? others.at(-1) : undefined;
  const short = last === undefined ? [] : [given, initialsOf(name), `${given} ${last.charAt(0)}`];
  const aliases = [handle, initials, ...short];
  return { name, aliases: [...new Set(aliases.filter((alias) => alias !== '' && alias !== name))] };
};

const OFFICES: readonly (readonly ['host' | 'recorder', RegExp])[] = [
  ['host', /^(?:host|chair(?:person|man|woman)?|facilitator|moderator|主持人?|主席)$/i],
  ['recorder', /^(?:note[- ]?taker|notes|scribe|recorder|minutes|记录人?|记录员|纪要)$/i],
];
const officeOf = (text: string) => OFFICES.find(([, shape]) => shape.test(text.trim()))?.[0] ?? null;

/** `Grace Lin (host)`, `林悦（记录）`: who of a list leads the meeting, who writes. */
export const officesIn = (text: string): { readonly label: 'host' | 'recorder'; readonly name: string }[] =>
  [...text.matchAll(/([^,，、;；:：（()）]{1,40})[（(]([^（()）]{1,20})[)）]/g)].flatMap(
    ([, name = '', office = '']) => {
      const label = officeOf(office);
      return label ? [{ label, name: name.trim() }] : [];
    },
  );

/** `张三、李四`, `Ann Lee, Bob Ray`; nothing of a sentence, and of collectives like 全体. */
export const listIn = (text: string): Named[] => {
  const parts = splitNames(text.replace(/[。.]$/, ''), () => false);
  const named = parts.map((part) => namedIn(part));
  return named.every((one) => one !== null) ? named.filter(({ name }) => !isEverybody(name)) : [];
};

/** What stands in front of a name and is none: titles of the office somebody holds at that meeting. */
const OFFICE = /^(?:本次|会议|轮值|开发者|主席|主持人|飞桨|实习生|同学|会上|由|\s)+/;

/** `本次会议由轮值主席张军（jzhang533）主持`: who leads it; '' where the sentence does not say. */
export const hostIn = (text: string): string => {
  const [, host = ''] = /由([^由。；;]{1,60}?)主持/.exec(text) ?? [];
  return namedIn(host.replace(OFFICE, ''))?.name ?? '';
};

export interface Who {
  /** Whether the minutes or the directory know the name. */
  knows(text: string): boolean;
  /** The same of every name in a list. */
  knowsAll(text: string): boolean;
  /** The name in full, where the attendees tell whom it means; else as written. Several are joined by 、. */
  full(text: string): string;
}

/** Two attendees of one first name are told apart by nobody: then the name stays as written. */
export const whoIn = (attendees: readonly Named[], inDirectory: (name: string) => boolean): Who => {
  const byName = new Map<string, Named | null>();
  const put = (key: string, named: Named) =>
    byName.set(key, byName.has(key) && byName.get(key) !== named ? null : named);
  for (const named of attendees) put(normal(named.name), named);
  for (const named of attendees) {
    for (const alias of named.aliases) if (byName.get(normal(alias))?.name !== alias) put(normal(alias), named);
  }
  const bare = (text: string) => text.trim().replace(/^@\s?/, '');
  const knows = (text: string) => inDirectory(bare(text)) || byName.has(normal(bare(text)));
  return {
    knows,
    knowsAll: (text) => splitNames(bare(text), knows).every((part) => knows(part)),
    full: (text) =>
      splitNames(bare(text), knows)
        .map((part) => bare(part))
        .map((part) => (inDirectory(part) ? part : (byName.get(normal(part))?.name ?? part)))
        .join('、'),
  };
};

const EVERYBODY = /^(?:all|everyone|everybody)$|^(?:全体|所有|各).{1,4}$/;
export const isEverybody = (text: string): boolean => EVERYBODY.test(folded(text)) || collectiveOwner(text);
