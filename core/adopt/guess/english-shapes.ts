/** What the form of an English header says, whatever its words are: who behind by, when behind on, what was done, and the noun it ends with. */
import { resolve, type Signs, STRONG } from './kinds.ts';
import { KINDS_EN, PHRASES_EN, QUALIFIERS_EN } from './roots-en.ts';
import type { HeaderKind, Qualifier } from './roots-zh.ts';

export const kindIn = (word: string) => KINDS_EN.get(word) ?? KINDS_EN.get(singular(word));
export const qualifierIn = (word: string): Qualifier | undefined =>
  QUALIFIERS_EN.get(word) ?? QUALIFIERS_EN.get(singular(word)) ?? (MISSPELT.test(word) ? 'done' : undefined);
/** Finshed, complted. */
const MISSPELT = /^(?:fin|com?p?l)\p{L}{1,5}ed$/u;
const singular = (word: string): string => word.replace(/(?<=\p{L}{3})ies$/u, 'y').replace(/(?<=\p{L}{3})s$/u, '');

/** Filed, found: what was done; and not needed, promised, which is still to come. */
export const isDone = (word: string): boolean => PARTICIPLE.test(word) && !OWED.has(word) && !NO_PARTICIPLE.test(word);
const PARTICIPLE =
  /^(?:\p{L}{2,}ed|done|found|made|sent|given|held|taught|taken|built|paid|sold|met|written|seen|drawn|bought|shown)$/u;
const NO_PARTICIPLE = /^(?:need|speed|feed|seed|shed|breed|weed|deed|embed)$/;
export const OWED: ReadonlySet<string> = new Set(
  'required need needed wanted promised committed agreed anticipated desired preferred demanded'.split(' '),
);

const SET: ReadonlySet<string> = new Set(PHRASES_EN.map(([phrase]) => phrase));

/** Renewed by, Renew by, Escalated to, Served on; null where the form says nothing. */
export const signsByForm = (plain: string): Signs | null => {
  if (SET.has(plain.trim())) return null;
  const [, before = '', word = '', link = ''] = FORM.exec(plain) ?? [];
  if (link === 'by') return agentOrDay(before, word);
  if (!isDone(word)) return null;
  if (link === 'to') return kindIn(word) ? null : TOLD;
  if (link === 'from') return resolve('person', 0.6, new Set(['ask' as const]));
  // To be taught on: that day is still to come.
  if (link === 'on' && / ?to be$/.test(before)) return resolve('day', 0.9, new Set(['limit' as const]));
  if (link === '') return null;
  const qualifier = qualifierIn(word);
  return resolve('day', 0.9, new Set([qualifier === 'ask' || qualifier === 'create' ? 'create' : 'actual']));
};
const FORM = /^ (?:(?:(.*) )?(\p{L}+) )?(by|to|from|on|at) (?:whom |who )?$/u;

/** Cleared by is somebody, Clear by a day; By alone may be either, and what is to be done by it as well. */
const agentOrDay = (before: string, word: string): Signs | null => {
  // Signed off by, Backcheck by, Response by: whoever says yes, looks it over, or answers.
  if (SIGNS_OFF.test(`${before} ${word}`)) return resolve('person', 0.7, new Set(['approve' as const]));
  if (LOOKS_OVER.test(word)) return resolve('person', 0.7, new Set(['check' as const]));
  if (ANSWERS.test(word)) return WHO_OR_WHEN;
  if (word === '' || / to be$|^to be$/.test(before)) return WHO_OR_WHEN;
  if (OWED.has(word) || qualifierIn(word) === 'plan') return WHEN_OR_WHO;
  return isDone(word) || kindIn(word) || qualifierIn(word) ? null : WHEN_OR_WHO;
};
const SIGNS_OFF = /(?:^| )(?:sign(?:ed)?(?: ?off)?|endorsed|ratified)$/;
const LOOKS_OVER = /(?:check|inspect|audit|valid|witness|test|survey)(?:ed|s)?$/;
const ANSWERS = /^(?:response|reply|answer|rectification|resolution|closure|completion)$/;
const WHO_OR_WHEN: Signs = new Map([
  ['responsible', 0.6],
  ['due', 0.55],
]);
const WHEN_OR_WHO: Signs = new Map([
  ['due', 0.65],
  ['responsible', 0.5],
]);
/** Escalated to, Copied to: whoever was told, and hardly who does it. */
const TOLD: Signs = new Map([
  ['informed', 0.5],
  ['responsible', 0.4],
]);

/** Insurer notified, Confirmed: whether it is over, or the day on which it was. */
export const isWhetherDone = (words: readonly string[], kinds: ReadonlyMap<HeaderKind, number>): boolean => {
  const last = words[words.length - 1] ?? '';
  const qualifier = qualifierIn(last);
  return (
    isDone(last) &&
    kindIn(last) === undefined &&
    (qualifier === undefined ||
      OVER.has(qualifier) ||
      (words.length > 1 && (qualifier === 'create' || last === 'submitted'))) &&
    !OF_THINGS.test(last) &&
    (words.length > 1 || !HANDED_ON.test(last)) &&
    [...kinds.keys()].every((kind) => WHAT.has(kind))
  );
};
const OVER: ReadonlySet<Qualifier> = new Set<Qualifier>(['approve', 'check', 'tell']);
const WHAT: ReadonlySet<HeaderKind> = new Set<HeaderKind>(['firm', 'unit', 'output', 'category', 'container']);
/** Sent, Ordered: one of the steps. */
const HANDED_ON = /^(?:sent|ordered|shipped|received|issued|returned|given|taken|posted|printed|sold|bought|seen|met)$/;
/** Parts used, Areas affected: which ones. */
const OF_THINGS =
  /^(?:used|paid|invoiced|billed|involved|affected|impacted|included|related|attached|based|named|worked|spent|charged|quoted|covered|applied|supplied|linked|associated|recommended|prescribed|learned|learnt|insured)$/;
export const WHETHER_DONE: Signs = new Map([
  ['status', 0.49],
  ['actual', 0.45],
]);

/** What a compound ends with is its kind: an Account coordinator is somebody, a Responsible discipline no person. */
export const headed = (kinds: Map<HeaderKind, number>, words: readonly string[]): void => {
  const last = words[words.length - 1] ?? '';
  const own = kindIn(last);
  if (words.length < 2 || words.some((word) => LINK.test(word))) return;
  // Department head: whoever leads it.
  if (HEADS.test(last)) {
    kinds.clear();
    kinds.set('person', 0.6);
  }
  // Key activity: an important one; Issue key: its number.
  if (words.includes('key') && last !== 'key') kinds.delete('id');
  if (own?.kind === 'person' && !NO_HEAD.test(last)) {
    for (const kind of [...kinds.keys()])
      if (kind !== 'person' && !(kind === 'number' && COUNTED.test(last))) kinds.delete(kind);
  }
  // Guest complaint: a complaint, whoever has it.
  if (own?.kind === 'task' && own.strength >= STRONG && (kinds.get('person') ?? 1) < STRONG) kinds.delete('person');
  const isWhose = words.slice(0, -1).some((word) => WHOSE.test(word));
  if (isWhose && (own?.kind === 'firm' || own?.kind === 'category')) {
    if (last !== 'role') kinds.delete('person');
    if (!WHICH_KIND.test(last)) kinds.set('unit', 0.85);
  }
  if (TITLED.test(last)) kinds.delete('output');
  // Discussion date: when, and nothing of what was said.
  if (last === 'date') for (const kind of NOT_WHEN) kinds.delete(kind);
};
export const HEADS = /^(?:head|chair|chairman|chairperson|captain|principal)$/;
/** Status of the owner, Due to advisor: what stands behind such a word is not the head. */
const LINK = /^(?:of|to|by|from|for|with|in)$/;
const NO_HEAD = /^(?:name|by|whom?|resources?|assigned|allocated|responsible)$/;
const COUNTED = /s$|^(?:staff|people|personnel)$/;
const WHOSE = /^(?:responsible|assigned|accountable|owner|owning|lead)$/;
const WHICH_KIND = /^(?:type|role|level|class|source|tag|status)s?$/;
const NOT_WHEN: readonly HeaderKind[] = ['note', 'contact', 'number', 'priority', 'reason'];
const TITLED = /^(?:title|name|description|summary)$/;

/** Dispatcher, Curator, Planner: somebody, by what the word ends with. */
export const isSomebody = (word: string): boolean => AGENT.test(word) && !NO_AGENT.test(word);
const AGENT =
  /(?:(?:ician|ologist|ographer|iatrist|apist|ivist|arian|(?:it|ect|ess|sel|vey|vis)or|(?:oper|cur|investig|ordin|administr|facilit|moder|negoti|educ|transl|medi|evalu|estim|arbitr|illustr|anim)ator)|worker|writer|(?<=proof)reader|maker|keeper|leader|trainer|designer|planner|handler|scheduler|officer|cleaner|driver|lecturer|producer|presenter|organi[sz]er|adjuster|examiner|dresser|(?<!hu)man|woman|person|registrar|analyst|intern)$/;
const NO_AGENT =
  /^(?:editor|visitor|competitor|monitor|detector|reactor|connector|projector|sector|vector|processor|compressor|successor|german)$/;

/** Renewal of a licence is due where its head is a word for a day: Tenancy end, Due for renewal, and no Delivery method. */
export const isHeadedByDay = (words: readonly string[]): boolean => {
  const [first = ''] = words;
  const last = words[words.length - 1] ?? '';
  return qualifierIn(last) !== undefined || words.includes('of') || /^(?:due|deadline|until)$/.test(first);
};
