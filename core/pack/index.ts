/** The archive package of a request as data: its documents as tables, what could not be read, and who may view it. */
import { columnsOf, type Locale } from '../../sheet-templates/index.ts';
import { joined } from '../messages/format.ts';
import type { Language } from '../messages/language.ts';
import { LANGUAGES } from '../messages/languages.ts';
import type { PackKind } from '../messages/pack-kind.ts';
import { factOf } from '../problem.ts';
import type { Snapshot } from '../snapshot.ts';
import { normal } from '../text/words.ts';
import type { Day } from '../time/day.ts';
import { type Belongings, belongingsOf } from './belongs.ts';
import { matrixTable } from './matrix.ts';
import {
  dayCell,
  headerOf,
  numberCell,
  type PackTable,
  packCell,
  tabTable,
  tabTitle,
  textCell,
  withoutEmpty,
} from './table.ts';

/** In the order in which they are read. */
const KINDS = Object.keys(LANGUAGES.en.pack.kinds) as PackKind[];

export interface PackDocument {
  readonly kind: PackKind;
  readonly title: string;
  /** Its name in the package without an ending: ASCII, so that every unpacker shows it right. */
  readonly file: string;
  readonly tables: readonly PackTable[];
}

/** A cell of this request that could not be read, with what stands in it. */
export interface UnreadCell {
  readonly sheet: string;
  readonly item: string;
  readonly column: string;
  readonly text: string;
}

/** Everything about one request, to be kept: its documents as tables, and who may view them. */
export interface Pack {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly locale: Locale;
  readonly on: Day;
  readonly initiatingDepartment: string;
  readonly contact: string;
  /** A round of acceptance passed; with its day, where the row has one. */
  readonly accepted: boolean;
  readonly acceptedOn: Day | null;
  /** Accepted or cancelled: no more is to come. */
  readonly over: boolean;
  readonly sharing: 'involved' | 'everyone';
  /** Who may view it, in words: everyone, or the departments by name. */
  readonly viewers: string;
  readonly documents: readonly PackDocument[];
  /** Titles of documents in which nothing would stand. */
  readonly absent: readonly string[];
  readonly unread: readonly UnreadCell[];
}

/** The package of a request as of the snapshot's day, in the workbook's language; null where there is no such request. */
export const packOf = (snapshot: Snapshot, id: string): Pack | null => {
  const own = belongingsOf(snapshot, id);
  if (!own) return null;
  const { policy, workbook, today } = snapshot;
  const { request } = own;
  const { initiatingDepartment, contact, initiator, sharing } = request.values;
  const passed = own.rows.acceptance.find(({ values }) => values.result === 'pass')?.values;
  const made = KINDS.map((kind, i) => {
    const tables = TABLES[kind](snapshot, own).filter(({ rows }) => rows.length > 0);
    const file = `documents/${String(i + 1).padStart(2, '0')}-${kind}`;
    return { kind, title: documentTitle(snapshot, kind), file, tables };
  });
  return {
    id: request.id,
    name: request.values.name || request.id,
    project: policy.project || workbook.name,
    locale: policy.locale,
    on: today,
    initiatingDepartment,
    contact: (contact ?? initiator)?.name ?? '',
    accepted: passed !== undefined,
    acceptedOn: passed?.acceptedOn ?? null,
    over: passed !== undefined || request.values.cancelledOn !== null,
    sharing: sharing === 'everyone' ? 'everyone' : 'involved',
    viewers: sharing === 'everyone' ? LANGUAGES[policy.locale].pack.words.everyone : involvedIn(own, policy.locale),
    documents: made.filter(({ tables }) => tables.length > 0),
    absent: made.filter(({ tables }) => tables.length === 0).map(({ title }) => title),
    unread: unreadIn(snapshot, own),
  };
};

/** Who takes part: the initiating side, those asked, and those the plan gives work to. What is not said is not shared. */
const involvedIn = ({ request, rows }: Belongings, locale: Locale): string => {
  const departments = new Map<string, string>();
  for (const name of [
    request.values.initiatingDepartment,
    ...request.values.departments,
    ...rows.confirmations.map(({ values }) => values.department),
    ...rows.raci.flatMap(({ values }) => [values.department, ...values.supportingDepartments]),
  ]) {
    if (name !== '' && !departments.has(normal(name))) departments.set(normal(name), name);
  }
  return departments.size > 0 ? joined([...departments.values()], locale) : LANGUAGES[locale].pack.words.involved;
};

/**
 * Problems that leave a cell's value out say what stands in the cell. By rows and not by ids: a second row with an id of
 * ours may be of another request.
 */
const unreadIn = (snapshot: Snapshot, { rows, tracker }: Belongings): UnreadCell[] => {
  const places = new Set(
    Object.entries({ ...rows, tracker }).flatMap(([tab, own]) => own.map(({ at }) => `${tab} ${at}`)),
  );
  return snapshot.problems.flatMap(({ tab, row, column, item, code, facts }) => {
    const text = factOf(facts, 'text');
    return UNREADABLE.has(code) && places.has(`${tab} ${row}`) && text !== undefined
      ? [{ sheet: tabTitle(snapshot, tab), item, column: headerOf(snapshot, tab, column), text }]
      : [];
  });
};

const UNREADABLE: ReadonlySet<string> = new Set([
  'not-a-date',
  'not-a-clock',
  'not-a-rhythm',
  'not-a-number',
  'unknown-option',
  'unknown-person',
  'collective-owner',
  'two-leads',
  'two-accountables',
  'cell-error',
  'no-cached-value',
]);

const documentTitle = (snapshot: Snapshot, kind: PackKind): string =>
  kind === 'request' || kind === 'matrix' || kind === 'ledger'
    ? LANGUAGES[snapshot.policy.locale].pack.titles[kind]
    : tabTitle(snapshot, kind === 'division' ? 'raci' : kind);

type Tables = (snapshot: Snapshot, own: Belongings) => readonly PackTable[];

const TABLES: Readonly<Record<PackKind, Tables>> = {
  request: (s, { rows }) => [{ ...tabTable(s, 'requests', rows.requests, 'form'), title: documentTitle(s, 'request') }],
  confirmations: (s, { rows }) => [tabTable(s, 'confirmations', rows.confirmations, 'records')],
  consensus: (s, { rows }) => [tabTable(s, 'consensus', rows.consensus, 'table')],
  stages: (s, { rows }) => [tabTable(s, 'stages', rows.stages, 'table')],
  division: (s, { rows }) => [tabTable(s, 'raci', rows.raci, 'table')],
  matrix: (s, { rows }) => [matrixTable(s, rows.raci)],
  tracker: (s, own) => [trackerTable(s, own)],
  meetings: (s, { rows }) => [
    tabTable(s, 'meetings', rows.meetings, 'records'),
    tabTable(s, 'topics', rows.topics, 'table'),
    tabTable(s, 'actions', rows.actions, 'table'),
  ],
  communications: (s, { rows }) => [tabTable(s, 'communications', rows.communications, 'table')],
  escalations: (s, { rows }) => [tabTable(s, 'escalations', rows.escalations, 'records')],
  acceptance: (s, { rows }) => [tabTable(s, 'acceptance', rows.acceptance, 'records')],
  retrospective: (s, { rows }) => [tabTable(s, 'retrospective', rows.retrospective, 'table')],
  signoffs: (s, { rows }) => [tabTable(s, 'signoffs', rows.signoffs, 'table')],
  ledger: (s, own) => [ledgerTable(s, own)],
};

/** Progress with what it is the progress of, which the sheet looks up in the plan. */
const trackerTable = (snapshot: Snapshot, { tracker, tasks }: Belongings): PackTable => {
  const plan = new Map(tasks.map(({ id, values }) => [normal(id), values]));
  const columns = columnsOf('tracker').filter(
    ([key, { lookup }]) => key in PLANNED || (!lookup && snapshot.hasColumn('tracker', key)),
  );
  return withoutEmpty({
    title: tabTitle(snapshot, 'tracker'),
    layout: 'table',
    columns: columns.map(([key, { width }]) => ({ header: headerOf(snapshot, 'tracker', key), width })),
    rows: tracker.map(({ id, values }) =>
      columns.map(([key, column]) => {
        const planned = PLANNED[key];
        const task = plan.get(normal(id));
        if (!planned) return packCell(snapshot, column, values[key as keyof typeof values]);
        return task ? planned(task) : textCell('');
      }),
    ),
  });
};

type Planned = (task: Belongings['tasks'][number]['values']) => ReturnType<typeof textCell>;
const PLANNED: Readonly<Record<string, Planned>> = {
  name: ({ name }) => textCell(name),
  owner: ({ responsible }) => textCell(responsible?.name ?? ''),
  due: ({ due }) => dayCell(due),
};

const ledgerTable = ({ policy: { locale } }: Snapshot, { ledger }: Belongings): PackTable => ({
  title: LANGUAGES[locale].pack.titles.ledger,
  layout: 'table',
  columns: LEDGER.map(([key, width]) => ({ header: LANGUAGES[locale].pack.headers[key], width })),
  rows: ledger.map(({ seq, key, day, to, status, hash }) => [
    numberCell(seq),
    textCell(key),
    dayCell(day),
    textCell(to),
    textCell(status),
    textCell(hash),
  ]),
});

const LEDGER: readonly (readonly [keyof Language['pack']['headers'], number])[] = [
  ['seq', 8],
  ['key', 44],
  ['day', 12],
  ['to', 30],
  ['status', 10],
  ['hash', 66],
];
