/** The answer that calls a kick-off: a meeting of its request with day, time, place and host, to which the heads come. */
import { joined } from '../messages/format.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { distinct } from '../people.ts';
import { factOf } from '../problem.ts';
import { idSource } from '../read/rows.ts';
import type { Person, Row } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { type Day, dayFromIso, isoOf } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { type Asked, hasColumn, nextSweep, todayIn } from './about.ts';
import { requestText } from './document.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm, Draft } from './kind.ts';
import { setting } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 366;

/** The kick-off of a request that its departments have confirmed: called, or brought forward where it is called for too late a day. */
export const kickoff: AnswerForm = (about, form) => {
  const planned = plannedFor(about);
  return planned ? broughtForward(about, form, planned) : called(about, form);
};

/** The kick-off that is called for a day to come. */
const plannedFor = ({ facts: { snapshot }, id, duty }: Asked): Row<'meetings'> | undefined => {
  const day = dayFromIso(String((duty && factOf(duty.facts, 'planned')) ?? ''));
  if (day === null) return undefined;
  return snapshot.rows.meetings.find(
    ({ values: v }) => v.kind === 'kickoff' && v.request === id && v.date === day && v.cancelledOn === null,
  );
};

/** The day by which it is owed, and never one that is over or off. */
const proposedDay = ({ facts: { snapshot }, duty }: Asked): Day => {
  const tomorrow = snapshot.calendar.addWorkdays(snapshot.today, 1);
  return Math.max(duty ? snapshot.calendar.workdayOnOrBefore(duty.end) : tomorrow, tomorrow);
};

/** Its row gets an earlier day; whoever is invited hears of it as of any meeting that moves. */
const broughtForward = (about: Asked, form: FormReader, { id: row, values }: Row<'meetings'>): Draft => {
  const { facts, say } = about;
  const { today } = facts.snapshot;
  const date = form.date('kickoffOn', ['meetings', 'date'], {
    required: true,
    value: proposedDay(about),
    min: today,
    max: (values.date ?? today) - 1,
  });
  const invited = facts.flow.meetings.get(row)?.invited ?? [];
  const others = invited.filter((person) => person !== about.by).map((person) => oneLine(person.name));
  return {
    effects: others.length > 0 ? [[say.effect.invited(...nextSweep(about), others)]] : [],
    work: () => setting(facts, 'meetings', row, { date: date === null ? null : isoOf(date) }),
    summary: () => ({ kickoff: date === null ? '' : isoOf(date) }),
  };
};

/** With the row the heads are invited. Taken back, it is cancelled. */
const called = (about: Asked, form: FormReader): Draft => {
  const { facts, say, id, by } = about;
  const { rows, state, policy, today, people } = facts.snapshot;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const { name, contact, head, values } = request;
  const has = (column: string) => hasColumn(about)('meetings', column);
  const date = form.date('kickoffOn', ['meetings', 'date'], {
    required: true,
    value: proposedDay(about),
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
      const wanted = {
        // Everyone reads it in the sheet, in the sheet's language.
        name: LANGUAGES[policy.locale].answer.kickoffOf(oneLine(name)),
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
