/** The answer that completes a division of work: what tasks still lack, or the first task of a plan that has none. */
import type { Choice } from '../answers/model.ts';
import type { Item } from '../item.ts';
import { nameOf } from '../mail/reader.ts';
import { factOf } from '../problem.ts';
import { idSource } from '../read/rows.ts';
import type { Person } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { oneLine, shorten } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { type Asked, hasColumn } from './about.ts';
import { columnHeader } from './choices.ts';
import { requestText } from './document.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm } from './kind.ts';
import { adding, setting, together } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 2 * 366;
/** So many tasks are completed at once; the rest is asked for once these are. */
const TASKS = 3;
/** A task's name over its fields, in columns. */
const NAMED = 36;

type Lacked = 'responsible' | 'accountable' | 'due' | 'output';
const LACKED: readonly Lacked[] = ['responsible', 'accountable', 'due', 'output'];

/** Who may be named, those of the task's department first. */
const peopleFor = ({ facts: { snapshot } }: Asked, department: string): readonly Choice[] => {
  const active = [...snapshot.people.values()].filter((person) => person.active);
  const isOwn = (person: Person) => person.department === department;
  const all = new Set([...active.filter(isOwn), ...active.filter((person) => !isOwn(person))]);
  return [...all].map(({ name }) => ({ key: name, label: oneLine(name) }));
};

/** The fields of what one task lacks; what was said of each, '' for nothing. */
const asking = (about: Asked, form: FormReader, id: string, lacks: readonly Lacked[], department: string) => {
  const { locale, today } = about.reader;
  const key = (column: string) => (id === '' ? column : `${column}.${id}`);
  const saidOf = (column: Lacked): string => {
    switch (column) {
      case 'responsible':
      case 'accountable': {
        const words = { label: columnHeader('raci', column, locale), help: '' };
        return form.choice(key(column), words, peopleFor(about, department));
      }
      case 'due': {
        const day = form.dateIn(['raci', 'due'], { min: today, max: today + FURTHEST, help: '' }, key(column));
        return day === null ? '' : isoOf(day);
      }
      case 'output':
        return form.line(['raci', 'output'], '', { key: key(column), help: '' });
    }
  };
  const said: Partial<Record<Lacked, string>> = {};
  for (const column of lacks) {
    const value = saidOf(column);
    if (value !== '') said[column] = value;
  }
  return said;
};

/** What each task of the plan lacks, as far as it is known by now; of a plan without tasks its first one. */
export const divide: AnswerForm = (about, form) => {
  const { facts, say, id, by, owner, duty } = about;
  const { rows, state, departments, people } = facts.snapshot;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const has = (column: string) => hasColumn(about)('raci', column);
  const gaps = ((duty && factOf(duty.facts, 'missing')) ?? []).map((gap) => {
    const [task = '', ...lacks] = gap.split('|');
    return { task: facts.items.get(task), lacks: LACKED.filter((column) => lacks.includes(column) && has(column)) };
  });
  if (gaps.length === 0) {
    const document = requestText(about, request);
    const name = form.line(['raci', 'name'], '', { required: true });
    const said = asking(about, form, '', LACKED.filter(has), (owner ?? by).department);
    return {
      document,
      effects: [[say.effect.moreTasks]],
      work: () => {
        const row = idSource('raci', () => [...rows.raci.map((other) => other.id), ...state.keys()])();
        const department = people.get(said.responsible ?? '')?.department ?? '';
        return adding(facts, 'raci', row, { request: id, name, department, ...said });
      },
      summary: () => ({ task: 'added' }),
    };
  }
  // Those of the reader's own department come first, and unfolded.
  const isOwn = ({ task }: { readonly task: Item | undefined }) =>
    task !== undefined && departments.get(task.department)?.head === (owner ?? by);
  const ordered = [...gaps.filter(isOwn), ...gaps.filter((gap) => !isOwn(gap))].slice(0, TASKS);
  const answers = ordered.flatMap(({ task, lacks }, at) => {
    if (!task || lacks.length === 0) return [];
    form.fold(shorten(`${task.id} ${nameOf(task)}`, NAMED), at === 0);
    return [{ task: task.id, said: asking(about, form, task.id, lacks, task.department) }];
  });
  form.fold('');
  form.anything(answers.some(({ said }) => Object.keys(said).length > 0));
  return {
    effects: gaps.length > TASKS ? [[say.effect.moreGaps(gaps.length - TASKS)]] : [],
    work: () =>
      together(
        ...answers
          .filter(({ said }) => Object.keys(said).length > 0)
          .map(({ task, said }) => setting(facts, 'raci', task, said)),
      ),
    summary: () => ({ tasks: answers.filter(({ said }) => Object.keys(said).length > 0).length }),
  };
};
