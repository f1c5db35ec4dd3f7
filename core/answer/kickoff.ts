/** The answer that calls a kick-off: a meeting of its request with day, time, place and host, to which the heads come. */
import { joined } from '../messages/format.ts';
import { distinct } from '../people.ts';
import { idSource } from '../read/rows.ts';
import type { Person } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { hasColumn, nextSweep, todayIn } from './about.ts';
import { labelOf } from './choices.ts';
import { requestText } from './document.ts';
import type { AnswerForm } from './kind.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 366;

/** The kick-off of a request that its departments have confirmed; with the row the heads are invited. Taken back, it is cancelled. */
export const kickoff: AnswerForm = (about, form) => {
  const { facts, say, id, by, duty } = about;
  const { rows, state, policy, today, calendar, people } = facts.snapshot;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const { name, contact, head, values } = request;
  const has = (column: string) => hasColumn(about)('meetings', column);
  const limit = Math.max(duty?.end ?? today, calendar.addWorkdays(today, 1));
  const date = form.date('kickoffOn', ['meetings', 'date'], {
    required: true,
    value: limit,
    min: today,
    max: today + FURTHEST,
  });
  const said = (column: 'start' | 'end' | 'place', value: string) =>
    has(column) ? form.line(['meetings', column], value, { help: '' }) || null : null;
  const [start, end, place] = [said('start', '14:00'), said('end', '15:00'), said('place', '')];
  const departments = [...new Set([values.initiatingDepartment, ...values.departments])].filter(Boolean);
  const heads = distinct([head, ...departments.map((one) => facts.snapshot.departments.get(one)?.head ?? null)]);
  const leads = distinct(rows.confirmations.map((row) => (row.values.request === id ? row.values.lead : null)));
  const hosts = distinct([contact, ...heads, policy.projectLead, by]).filter((person) => people.has(person.name));
  const host = form.option(
    'host',
    hosts.map((person) => ({ key: person.name, label: oneLine(person.name) })),
    { required: true, value: contact?.name ?? by.name },
  );
  const invited = distinct([...heads, ...leads]).filter((person) => person !== by);
  return {
    document: requestText(about, request),
    effects: [
      [
        say.effect.invited(
          ...nextSweep(about),
          invited.map((person) => oneLine(person.name)),
        ),
      ],
      ...(facts.snapshot.has.topics ? [[say.effect.agendaWritten]] : []),
    ],
    work: () => {
      const namesOf = (all: readonly Person[]) =>
        joined(
          all.map((person) => person.name),
          policy.locale,
        );
      const row = idSource('meetings', () => [...rows.meetings.map((other) => other.id), ...state.keys()])();
      const label = labelOf('meetings', 'kind', 'kickoff', policy.locale);
      const wanted = {
        name: `${label} ${oneLine(name)}`,
        kind: 'kickoff',
        request: id,
        goal: oneLine(values.goal),
        date: date === null ? null : isoOf(date),
        start,
        end,
        place,
        host,
        recorder: by.name,
        deciders: namesOf(heads),
        executors: namesOf(leads),
        departments: joined(departments, policy.locale),
      };
      return {
        writes: [
          append('meetings', row, {
            id: row,
            ...Object.fromEntries(Object.entries(wanted).filter(([key]) => has(key))),
          }),
        ],
        undo: [
          {
            tab: 'meetings',
            kind: 'set',
            item: row,
            values: { cancelledOn: todayIn(about) },
            expected: { kind: 'kickoff', request: id, cancelledOn: null },
          },
        ],
      };
    },
    summary: () => ({ kickoff: date === null ? '' : isoOf(date) }),
  };
};
