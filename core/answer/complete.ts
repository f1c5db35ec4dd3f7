/** The answer that fills in what a request still lacks. */
import { joined } from '../messages/format.ts';
import type { WriteValue } from '../plan.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { isMeasurable } from '../wording/goal.ts';
import type { Asked } from './about.ts';
import { columnHeader } from './choices.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 3 * 366;

/** One column that is empty, asked for by what it holds; null for what was not said. */
const said = (about: Asked, form: FormReader, column: string): WriteValue => {
  const { facts, reader } = about;
  const { departments, people, today } = facts.snapshot;
  const words = { label: columnHeader('requests', column, reader.locale), help: '' };
  const among = (names: Iterable<string>) => [...names].map((name) => ({ key: name, label: oneLine(name) }));
  switch (column) {
    case 'departments': {
      form.fold(words.label, true);
      const needed = [...departments.keys()].filter((name) => form.check(`${column}.${name}`, oneLine(name)));
      form.fold('');
      return joined(needed, about.reader.policy.locale) || null;
    }
    case 'initiatingDepartment':
      return form.choice(column, words, among(departments.keys())) || null;
    case 'initiator': {
      const active = [...people.values()].filter((person) => person.active);
      return form.choice(column, words, among(new Set(active.map(({ name }) => name)))) || null;
    }
    case 'wantedFinish': {
      const day = form.dateIn(['requests', column], { min: today, max: today + FURTHEST, help: '' });
      return day === null ? null : isoOf(day);
    }
    default:
      return form.column(['requests', column], { words }) || null;
  }
};

/** What a request lacks, as far as it is known by now, and a goal of which anybody can tell when it is reached. */
export const complete: AnswerForm = (about, form) => {
  const { facts, say, id } = about;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const { gaps, values } = request;
  const goal = gaps.goal
    ? {
        goal: form.column(['requests', 'goal'], {
          required: true,
          value: values.goal,
          refuse: (text) => (isMeasurable(text) ? null : say.error.goal),
        }),
      }
    : {};
  const filled = Object.fromEntries(
    gaps.missing
      .map((column) => [column, said(about, form, column)] as const)
      .filter((entry): entry is readonly [(typeof gaps.missing)[number], string] => entry[1] !== null),
  );
  form.anything(gaps.goal || Object.keys(filled).length > 0);
  return {
    work: () => setting(facts, 'requests', id, { ...filled, ...goal }),
    summary: () => ({ filled: Object.keys(filled).length + (gaps.goal ? 1 : 0) }),
  };
};
