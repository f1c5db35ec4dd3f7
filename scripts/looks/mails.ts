/** The demo's letters: each kind of reader's, those about several workbooks, and an owner's on the day after a decision. */
import { join } from 'node:path';
import type { LinkTo } from '../../core/answers/model.ts';
import { digestOf, jointDigestOf } from '../../core/mail/index.ts';
import type { Digest } from '../../core/mail/model.ts';
import type { Mail } from '../../core/plan.ts';
import type { Policy } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { openMemory } from '../../functions/adapters/memory/store.ts';
import { openXlsxFile } from '../../functions/adapters/xlsx-file/store.ts';
import { makeDemo } from '../../functions/demo/make.ts';
import { readContextOf } from '../../functions/reading/official.ts';
import { decide } from '../../functions/sweep/decide.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { asProject, bringsNews, OTHER_PROJECTS } from './projects.ts';

/** A Friday, so that managers get their week. */
export const SHOWN_AT = '2026-03-06T09:00';
/** The workday after. */
const MORNING_AFTER = '2026-03-09T09:00';
const BOOK = {
  'zh-CN': { file: 'M1 上市.xlsx', zone: 'Asia/Shanghai', country: 'CN' },
  en: { file: 'M1 launch.xlsx', zone: 'America/New_York', country: 'US' },
} as const;

const has = ({ notices }: Mail, ...rules: string[]) =>
  rules.every((wanted) => notices.some(({ rule }) => rule === wanted));

/** Whose mail shows what, in the demo. */
export const READERS: Readonly<Record<string, (mail: Mail, policy: Policy) => boolean>> = {
  owner: (mail) => has(mail, 'task.overdue', 'task.due'),
  head: (mail) => has(mail, 'assessment'),
  leader: (mail) => has(mail, 'task.stuck', 'digest.manager'),
  executive: ({ to }, { executive }) => to === executive,
  keeper: ({ to }, { keeper }) => to === keeper,
  week: (mail) => has(mail, 'digest.manager') && !has(mail, 'task.stuck'),
};

/** Whose mails of three workbooks are shown as one. */
export const JOINT_READERS: Readonly<Record<string, (mail: Mail) => boolean>> = {
  joint: READERS.owner as (mail: Mail) => boolean,
  weeks: READERS.leader as (mail: Mail) => boolean,
};

export const linkTo: LinkTo = (_, item) => `https://baton.example.com/respond?t=${item}`;

/** The demo in a language, as it is on the morning of `SHOWN_AT`. */
export const demoIn = async (locale: Locale, folder: string): Promise<RawWorkbook> => {
  const { file, ...place } = BOOK[locale];
  const path = join(folder, file);
  await makeDemo({ path, template: 'full', locale, ...place, now: SHOWN_AT });
  return openXlsxFile(path).read();
};

/** By reader. */
export const demoLetters = async (raw: RawWorkbook, locale: Locale): Promise<ReadonlyMap<string, Digest>> => {
  const decided = async (book: RawWorkbook) => decide(book, await readContextOf(book, SHOWN_AT), () => linkTo);
  const { facts, plan, snapshot } = await decided(raw);
  const theirs = (reader: string, isTheirs: (mail: Mail, policy: Policy) => boolean): Mail => {
    const mail = plan.mails.find((each) => isTheirs(each, snapshot.policy));
    if (!mail) throw new Error(`the demo in ${locale} has no mail for: ${reader}`);
    return mail;
  };
  const mails = new Map<string, Digest>();
  for (const [reader, isTheirs] of Object.entries(READERS)) {
    mails.set(reader, digestOf(facts, theirs(reader, isTheirs), linkTo));
  }
  const books = await Promise.all(
    [raw, ...OTHER_PROJECTS[locale].map((project) => asProject(raw, project, locale))].map((book) => {
      const url = `https://sheets.example.com/${encodeURIComponent(book.name)}`;
      return decided({ ...book, url });
    }),
  );
  for (const [reader, isTheirs] of Object.entries(JOINT_READERS)) {
    const { to } = theirs(reader, isTheirs);
    const parts = books.flatMap(({ plan, part }) =>
      plan.mails
        .filter((mail) => mail.to.email === to.email)
        .map((mail) => part({ ...mail, notices: mail.notices.filter(bringsNews) })),
    );
    mails.set(reader, jointDigestOf(parts));
  }
  mails.set('decided', await decidedIn(raw, locale));
  return mails;
};

/** What the demo's executive decides, and for whom. */
const DECISION = {
  item: 'T-0012',
  issue: 'E-0002',
  newDue: '2026-03-20',
  words: {
    'zh-CN': '加 2 套样机同时测，3月20日前完成。',
    en: 'Test two more samples at the same time, and finish by 20 March.',
  },
} as const;

/** The owner's mail on the workday after the decision. */
const decidedIn = async (raw: RawWorkbook, locale: Locale): Promise<Digest> => {
  const { item, issue, newDue, words } = DECISION;
  const store = openMemory(raw);
  const values = { decision: words[locale], newDue, decidedOn: SHOWN_AT.slice(0, 10) };
  await store.apply([{ tab: 'escalations', kind: 'set', item: issue, values, expected: {} }]);
  const book = await store.read();
  const { facts, plan } = await decide(book, await readContextOf(book, MORNING_AFTER), () => linkTo);
  const owner = facts.items.get(item)?.responsible?.email;
  const mail = plan.mails.find(({ to }) => to.email === owner);
  if (!mail) throw new Error(`the demo in ${locale} has no mail about the decision`);
  return digestOf(facts, mail, linkTo);
};
