/** The texts to read before answering: a request, a department's answer, an issue, minutes, or what is signed. */
import type { TabKey } from '../../sheet-templates/index.ts';
import type { Block } from '../answers/model.ts';
import type { Item } from '../item.ts';
import { bookName, nameOf } from '../mail/reader.ts';
import { FORMAT, listOf } from '../messages/format.ts';
import { speaker } from '../messages/speaker.ts';
import { factOf } from '../problem.ts';
import type { Request } from '../process/requests.ts';
import { confirmationFields } from '../process/signed-fields.ts';
import { calledIn } from '../read/named.ts';
import { predecessorId } from '../read/predecessors.ts';
import { isProposal } from '../record/decided.ts';
import type { Person, RecordOf } from '../snapshot.ts';
import { minutesText } from '../text/minutes.ts';
import { optionsIn } from '../text/options.ts';
import type { Line } from '../text/span.ts';
import { oneLine, shorten, widthOf } from '../text/width.ts';
import { type Asked, dayIn, titleAsked } from './about.ts';
import { columnHeader, typeOf } from './choices.ts';
import { writeValue } from './rows.ts';
import { shownValue } from './shown.ts';

/** Longest document that a page shows, in columns: a page stays small, and the whole text is in the workbook. */
const LONGEST = 6000;

/** Minutes that are no longer, in columns, stand before their topics. */
const SHORT_MINUTES = 400;

/** What somebody has to know of a request to judge it. */
const DESCRIBING = [
  'goal',
  'background',
  'scope',
  'expected',
  'wantedFinish',
  'departments',
  'contact',
  'resourcePeople',
  'resourceBudget',
  'resourceData',
  'resourceTime',
  'resourceAuthority',
] as const;

const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .map(oneLine)
    .filter(Boolean)
    .map((line) => [line]);

/** A typed value as people read it: several lines only where the cell has them. */
const textOf = ({ reader }: Asked, tab: TabKey, column: string, value: unknown): string => {
  if (Array.isArray(value)) {
    const names = (value as readonly (Person | string)[]).map((part) => (typeof part === 'string' ? part : part.name));
    return listOf(names, reader.locale);
  }
  return shownValue(reader, tab, column, writeValue(value, typeOf(tab, column), reader.locale));
};

/** A block for each of these columns that says something, under its header. */
export const cellsText = (
  about: Asked,
  tab: TabKey,
  values: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): readonly Block[] =>
  columns.flatMap((column) => {
    const lines = linesOf(textOf(about, tab, column, values[column]));
    return lines.length > 0 ? [{ title: columnHeader(tab, column, about.reader.locale), lines }] : [];
  });

export const requestText = (about: Asked, { values }: Request): readonly Block[] =>
  cellsText(about, 'requests', values, DESCRIBING);

/** What a review said to a request: the reason, and its remarks. */
export const remarksText = (about: Asked, { values }: Request): readonly Block[] =>
  cellsText(about, 'requests', values, [
    'reviewReason',
    'reviewCompleteNote',
    'reviewGoalNote',
    'reviewResourcesNote',
    'reviewDatesNote',
  ]);

export const answerText = (about: Asked, values: RecordOf<'confirmations'>): readonly Block[] =>
  cellsText(about, 'confirmations', values, ['department', 'answer', 'adjustment']);

export const issueText = (about: Asked, values: RecordOf<'escalations'>): readonly Block[] =>
  cellsText(about, 'escalations', values, ['issue', 'facts', 'options', 'parties', 'filedBy', 'openedOn', 'dueOn']);

/** What was decided, and about what. */
export const decidedText = (about: Asked, values: RecordOf<'escalations'>): readonly Block[] =>
  cellsText(about, 'escalations', values, [
    ...(oneLine(values.issue) === titleAsked(about) ? [] : ['issue']),
    'decision',
    'decidedBy',
    'decidedOn',
  ]);

/** What both sides weigh: what the page does not say otherwise, its title and the choice of options. */
export const weighedText = (about: Asked, values: RecordOf<'escalations'>): readonly Block[] =>
  cellsText(about, 'escalations', values, [
    ...(oneLine(values.issue) === titleAsked(about) ? [] : ['issue']),
    'facts',
    ...(optionsIn(values.options).length > 0 ? [] : ['options']),
    'dueOn',
  ]);

/** What one side proposes, word for word, under their name. */
export const proposalText = (about: Asked, values: RecordOf<'escalations'>): readonly Block[] => {
  const [proposer] = isProposal(values) ? values.agreedBy : [];
  if (!proposer) return [];
  return [{ title: about.say.document.proposed(oneLine(proposer.name)), lines: linesOf(values.decision) }];
};

/** What was decided, word for word, with what it gives besides. */
export const rulingText = (about: Asked, values: RecordOf<'escalations'>, title: string): Block => ({
  title,
  lines: [
    ...linesOf(values.decision),
    ...cellsText(about, 'escalations', values, ['newDue', 'newOwner', 'support'])
      .filter(({ lines }) => !lines.every((line) => values.decision.includes(String(line[0]))))
      .map(({ title: header, lines }) => [
        `${header}${FORMAT[about.reader.locale].colon}${lines.map((line) => String(line[0])).join(' ')}`,
      ]),
  ],
});

/** The parts in which the text differs from what its reader signed last; nothing where they never did. */
export const changedSince = ({ duty, reader, say }: Asked): readonly Block[] => {
  const changed = duty && factOf(duty.facts, 'changed');
  if (!changed || changed.length === 0) return [];
  return [{ title: say.document.changed, lines: [[speaker(reader.locale, reader.today).parts(changed)]] }];
};

/** What is signed, part by part, all of what the fingerprint is taken over: a request's division of work, minutes, an answer. */
export const documentOf = (about: Asked): readonly Block[] => {
  const { duty, facts } = about;
  const id = (duty && factOf(duty.facts, 'document')) ?? '';
  if (facts.flow.requests.has(id)) return divisionOf(about, id);
  if (facts.flow.meetings.has(id)) return minutesOf(about, id);
  const row = facts.snapshot.rows.confirmations.find((other) => other.id === id)?.values;
  const request = facts.flow.requests.get(row?.request ?? '');
  return row && request ? confirmationOf(about, request, row) : [];
};

const confirmationOf = (about: Asked, { values }: Request, row: RecordOf<'confirmations'>): readonly Block[] =>
  Object.keys(confirmationFields(values, row)).flatMap((name) => {
    const [tab, column] = name.split('.') as ['requests' | 'confirmations', string];
    return cellsText(about, tab, tab === 'requests' ? values : row, [column]);
  });

/** What the plan does not keep, then task by task what is signed, with who else is in it and what it waits for. */
const divisionOf = (about: Asked, id: string): readonly Block[] => {
  const { flow, snapshot } = about.facts;
  const planned = new Map(snapshot.rows.raci.map((row) => [row.id, row.values]));
  return [
    ...latePlanText(about, id),
    ...(flow.requests.get(id)?.tasks ?? [])
      .filter(({ status }) => status !== 'cancelled')
      .map((task) => ({
        title: `${task.id} ${nameOf(task)}`,
        lines: [taskLine(about, task), ...besides(about, task, planned.get(task.id))]
          .filter((line) => line !== '')
          .map((line) => [line]),
      })),
  ];
};

/** Who supports, is consulted and informed; what comes before it and what it needs. */
const besides = (
  { facts: { items, snapshot }, say: { document } }: Asked,
  { supporting, consulted, informed }: Item,
  row: RecordOf<'raci'> | undefined,
): readonly string[] => {
  const names = (people: readonly Person[]) => people.map(({ name }) => oneLine(name));
  const before = (row?.predecessors ?? []).map((text) => {
    const task = items.get(predecessorId(text, items, () => calledIn(snapshot.rows.raci)) ?? '');
    return task ? nameOf(task) : oneLine(text);
  });
  return [
    document.others({
      supporting: [...names(supporting), ...(row?.supportingDepartments ?? []).map(oneLine)],
      consulted: names(consulted),
      informed: names(informed),
    }),
    document.needs(before, oneLine(row?.supportNeeded ?? '')),
  ];
};

/** What the plan that is signed does not keep. */
/** What a plan does not keep, and which tasks end after it; [] for a plan that keeps all. */
export const latePlanText = (about: Asked, id: string): readonly Block[] => {
  const { facts, say } = about;
  const plan = facts.flow.latePlans.get(id);
  if (!plan) return [];
  const promised = plan.broken.map(({ stage, day }) => [say.document.promised(oneLine(stage), dayIn(about, day))]);
  const tasks = plan.tasks.map(({ item, due, days }) => [say.document.lateTask(nameOf(item), dayIn(about, due), days)]);
  return [{ title: say.document.late, lines: [...promised, ...tasks] }];
};

const taskLine = (
  about: Asked,
  { responsible, accountable, start, plannedDue, output, doneWhen, department }: Item,
) => {
  const dates = [start, plannedDue].flatMap((day) => (day === null ? [] : [dayIn(about, day)])).join(' → ');
  const owner = [responsible?.name ?? '', department].filter(Boolean).map(oneLine).join(' ');
  const result = [output, doneWhen].filter(Boolean).map(oneLine).join(' · ');
  return about.say.document.task(owner, oneLine(accountable?.name ?? ''), dates, result);
};

/** Minutes, with what each topic came to and each action that was agreed. */
export const minutesOf = (about: Asked, id: string): readonly Block[] => {
  const { facts, say } = about;
  const held = facts.flow.meetings.get(id);
  if (!held) return [];
  const { topics, actions, values } = held;
  const signed = minutesText(values, topics, actions);
  const text = cellsText(about, 'meetings', values, ['minutes']);
  // A long text comes behind what was read in it.
  const isLong = widthOf(values.minutes) > SHORT_MINUTES;
  return [
    ...(isLong ? [] : text),
    ...topics
      .filter((topic) => signed[topic.id] !== '')
      .map(({ values: v }) => ({
        title: oneLine(v.name),
        lines: cellsText(about, 'topics', v, ['outcome', 'consensus']).flatMap(({ lines }) => lines),
      })),
    ...actions.map(({ id: action, values: v }) => ({
      title: `${action} ${oneLine(v.name)}`,
      lines: [
        [
          say.document.action(
            oneLine(v.owner?.name ?? ''),
            v.due === null ? '' : dayIn(about, v.due),
            oneLine(v.output),
          ),
        ],
      ],
    })),
    ...(isLong ? text : []),
  ];
};

/** As much of a long document as a page takes, and where the rest is. */
export const fitting = (about: Asked, blocks: readonly Block[]): readonly Block[] => {
  const kept: Block[] = [];
  let left = LONGEST;
  for (const { title, lines } of blocks) {
    const shorter: Line[] = [];
    left -= widthOf(title);
    for (const line of lines) {
      const text = String(line[0]);
      const cut = left < widthOf(text) ? shorten(text, Math.max(0, left)) : text;
      left -= widthOf(text);
      if (cut !== '' && cut !== '…') shorter.push([cut]);
      if (left <= 0) break;
    }
    kept.push({ title, lines: shorter });
    if (left <= 0) break;
  }
  if (left > 0) return blocks;
  const { name } = about.facts.snapshot.workbook;
  return [...kept, { title: '', lines: [[about.say.document.cut(bookName(name))]] }];
};
