/** People as minutes name them: attendees with their handles and initials, and the one whom a name in a line means. */
import { nearOf } from '../text/near.ts';
import { collectiveOwner, folded, normal, splitNames } from '../text/words.ts';
import type { Named } from './model.ts';
import { meetingLabel } from './words.ts';

/** A name, not a sentence. */
const LONGEST_WORDS = 5;
const LONGEST_HAN = 12;

const isName = (text: string): boolean =>
  text !== '' &&
  !/[。！？!?;；：:，（()）]|(?<![\w-])\d{2}|共有|本次|其余|其他|准时/.test(text) &&
  meetingLabel(text) === null &&
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
  return {
    name,
    aliases: [...new Set(aliases.filter((alias) => alias !== '' && alias !== name))],
    department: IS_UNIT.test(aside.trim()) ? aside.trim() : '',
  };
};

/** Chinese names of departments end so. */
const IS_UNIT = /^\p{Script=Han}{1,10}(?:部|部门|中心|科|处|组|室)$/u;

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

/** `等12人`, `共5人` behind a list of names. */
const COUNT =
  /(?:\s*[，,、]?\s*(?:等|共计?|合计)\s*\d{0,3}\s*[人名位]?|[（(]共?\s*\d{1,3}\s*[人名位][)）])\s*[。.]?\s*$/;

/** The names of a list, and what of it is none; collectives are neither. */
const listed = (text: string): { readonly named: Named[]; readonly others: string[] } => {
  const bare = text
    .replace(/[。.]$/, '')
    .replace(COUNT, '')
    .replace(/[\s、，,;；]+$/, '');
  const parts = bare === '' ? [] : namesOf(bare);
  const all = parts
    .filter((part) => !isEverybody(part) && !STAYED_AWAY.test(part))
    .map((part) => ({ part, named: namedIn(part) }));
  return {
    named: all.flatMap(({ named }) => named ?? []),
    others: all.flatMap(({ part, named }) => (named === null ? [part] : [])),
  };
};

/** `林悦（请假）`: named in the list, and not present. */
const STAYED_AWAY = /[（(][^（()）]*(?:未到|缺席|请假|未参加|未出席|absent)[^（()）]*[)）]/i;

/** Names of two to four characters may be kept apart by blanks alone: `周敏 林悦 吴昊`. */
const namesOf = (text: string): string[] => {
  // What a bracket says of somebody is no list: `石磊(产品/PM)`.
  const whole = text.replace(/[（(][^（()）]{0,80}[)）]/g, (aside) => aside.replace(/[、，,;；/／&＆|｜]/g, '\u0001'));
  const parts = splitNames(whole, () => false).map((part) => part.replace(/\u0001/g, '/'));
  return parts.flatMap((part) =>
    /^\p{Script=Han}{2,4}(?:[\s\u3000]+\p{Script=Han}{2,4})+$/u.test(part) ? part.split(/\s+/) : [part],
  );
};

export interface Present {
  readonly attendees: readonly Named[];
  readonly departments: readonly string[];
  /** What of it is nobody’s name. */
  readonly others: readonly string[];
}

/** A group of the list: `市场部：周敏、林悦`, `Marketing: Ann Lee, Bob Ray`. */
const GROUP = /^(?<of>[^:：、，,;；]{1,24})[:：]\s*(?<names>.+)$/;
/** `市场部（周敏、林悦）` */
const BRACKETED_GROUP = /(?<of>[^:：、，,;；（()）]{2,20})[（(](?<names>[^（()）]{2,200})[)）]/g;

/** Who is present, as one line or cell lists them: by departments, with them behind each name, or names alone. */
export const presentIn = (text: string, isDepartment: (name: string) => boolean): Present => {
  const isUnit = (name: string) => isDepartment(name) || IS_UNIT.test(name);
  const attendees: Named[] = [];
  const departments: string[] = [];
  const others: string[] = [];
  const add = (names: string, department: string) => {
    const found = listed(names);
    attendees.push(...found.named.map((named) => (department === '' ? named : { ...named, department })));
    others.push(...found.others);
    if (department !== '') departments.push(department);
  };
  for (const part of groupsIn(text)) {
    if (ABSENT.test(part)) continue;
    const group = GROUP.exec(part);
    const of = group?.groups?.of?.trim() ?? '';
    // `MB: Myles Borins` are initials, no department.
    if (group && !/^[A-Z]{2,4}$/.test(of)) {
      add(group.groups?.names ?? '', isNumbered(of) ? '' : of);
      continue;
    }
    let rest = part;
    for (const m of part.matchAll(BRACKETED_GROUP)) {
      const { of: unit = '', names = '' } = m.groups ?? {};
      if (!isUnit(unit.trim()) && !isEverybody(unit)) continue;
      add(names, isEverybody(unit) ? '' : unit.trim());
      rest = rest.replace(m[0], '');
    }
    if (/[\p{L}]/u.test(rest)) add(rest.replace(/^[\s、，,]+|[\s、，,]+$/g, ''), '');
  }
  for (const { department } of attendees) if (department !== '') departments.push(department);
  // A department alone is one of those that came.
  const [units, nobody] = [others.filter(isUnit), others.filter((other) => !isUnit(other))];
  const isName = ({ name }: Named) => !isUnit(name);
  for (const { name } of attendees) if (isUnit(name)) units.push(name);
  return {
    attendees: attendees.filter(isName),
    departments: [...new Set([...departments, ...units])],
    others: nobody,
  };
};

/** Who stayed away is said in the same list. */
const ABSENT = /^(?:事假|病假|请假|缺席|缺勤|未出勤|未到|未参加|迟到|absent|apologies|regrets)(?![\p{L}]{3})/iu;

const isNumbered = (text: string): boolean => /^\d{1,3}$/.test(text);

/** At semicolons, and before each department that is followed by a colon: `市场部：周敏 研发部：吴昊`. */
const groupsIn = (text: string): string[] =>
  text
    .split(/[;；\n]+|[、，,]\s*(?=[\p{Script=Han}A-Za-z&]{2,12}[:：])|\s+(?=\p{Script=Han}{2,12}[:：])/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

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
  // 与 and 及 part names as 和 does.
  const parted = (text: string) =>
    knows(text) ? bare(text) : bare(text).replace(/(?<=\p{Script=Han}{2})[与及](?=\p{Script=Han}{2})/gu, '、');
  return {
    knows,
    knowsAll: (text) => splitNames(parted(text), knows).every((part) => knows(part)),
    full: (text) =>
      splitNames(parted(text), knows)
        .map((part) => bare(part))
        .map((part) => (inDirectory(part) ? part : (byName.get(normal(part))?.name ?? part)))
        .join('、'),
  };
};

/** Somebody as colleagues call them: by the family name and a title, or 小 before it. */
const CALLED =
  /^(?:[小老阿](?<called>\p{Script=Han})|(?<titled>\p{Script=Han})(?:总|工|老师|经理|主任|总监|主管|部长|工程师|哥|姐))$/u;

/** The one of these names that may be meant: a near one, or `周经理`, `小周` where one alone is called so; else ''. */
export const nearName = (text: string, names: readonly string[]): string => {
  const near = nearOf(text, names);
  const { called, titled } = CALLED.exec(folded(text))?.groups ?? {};
  const family = called ?? titled;
  if (near !== '' || family === undefined) return near;
  const found = names.filter((name) => name.startsWith(family));
  return found.length === 1 ? (found[0] ?? '') : '';
};

const EVERYBODY = /^(?:all|everyone|everybody)$|(?:全员|全体(?:成员|人员|同学|同事)?)$|^(?:全体|所有|各).{1,4}$/;
export const isEverybody = (text: string): boolean => EVERYBODY.test(folded(text)) || collectiveOwner(text);
