/** The answers to a request: its first review, a department's answer, and what was settled about an adjustment. */

import { distinct } from '../people.ts';
import type { WriteValue } from '../plan.ts';
import { factOf } from '../problem.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { hasColumn, signsNext, todayIn } from './about.ts';
import { choicesOf } from './choices.ts';
import { answerText, remarksText, requestText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** What a review looks at: a yes or no with a remark to each. */
const QUESTIONS = ['reviewComplete', 'reviewGoal', 'reviewResources', 'reviewDates'] as const;
/** What a department can give to a request. */
const CAPACITY = ['capacityPeople', 'capacityBudget', 'capacityData', 'capacityTime', 'capacityAuthority'] as const;

/** A request is handed in, for the first time or again after it was mended: what was said to it stands beside it. */
export const submit: AnswerForm = (about) => {
  const { facts, say, id } = about;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const { head, review: before, values } = request;
  const isReviewed = hasColumn(about)('requests', 'reviewResult');
  return {
    document: [...(before === 'sent-back' ? remarksText(about, request) : []), ...requestText(about, request)],
    effects: [
      ...(isReviewed && head ? [[say.effect.reviewNext(oneLine(head.name))]] : []),
      ...(!isReviewed && values.departments.length > 0 ? [[say.effect.departmentsAsked(values.departments)]] : []),
    ],
    // The result of the review before would hold on the day it was given.
    work: () => setting(facts, 'requests', id, { submittedOn: todayIn(about), reviewResult: null }),
    summary: () => ({ submitted: todayIn(about) }),
  };
};

/** The first review of a request by the initiating head. */
export const review: AnswerForm = (about, form) => {
  const { facts, say, id, reader, by } = about;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const has = (column: string) => hasColumn(about)('requests', column);
  const { values } = request;
  const said = QUESTIONS.filter(has).map((question): [string, WriteValue] => [
    question,
    form.flag(['requests', question], values[question]),
  ]);
  form.fold(say.remarks);
  const remarks = QUESTIONS.map((question) => `${question}Note` as const)
    .filter(has)
    .map((note): [string, WriteValue] => [note, form.line(['requests', note], values[note], { help: '' }) || null]);
  form.fold('');
  const judged = Object.fromEntries([...said, ...remarks]);
  const result = form.option('reviewResult', choicesOf('requests', 'reviewResult', reader.locale), { required: true });
  const reason = has('reviewReason')
    ? form.text('reviewReason', ['requests', 'reviewReason'], {
        refuse: (text) => (result === 'sent-back' && text === '' ? say.error.empty : null),
      })
    : '';
  return {
    document: requestText(about, request),
    effects:
      result === 'passed' && request.values.departments.length > 0 && facts.snapshot.has.confirmations
        ? [[say.effect.departmentsAsked(request.values.departments)]]
        : result === 'sent-back' && request.contact
          ? [[say.effect.sentBack(oneLine(request.contact.name))]]
          : [],
    work: () =>
      setting(facts, 'requests', id, {
        ...judged,
        reviewResult: result,
        reviewReason: reason || null,
        reviewedBy: by.name,
        reviewedOn: todayIn(about),
      }),
    summary: () => ({ reviewResult: result }),
  };
};

/** One department's answer to a request. */
export const assess: AnswerForm = (about, form) => {
  const { facts, say, id, reader } = about;
  const { people, rows } = facts.snapshot;
  const row = rows.confirmations.find((other) => other.id === id)?.values;
  const department = row?.department ?? (about.duty && factOf(about.duty.facts, 'department')) ?? '';
  const request = facts.flow.requests.get(about.matter?.request ?? '');
  const has = (column: string) => hasColumn(about)('confirmations', column);

  const answer = form.option('answer', choicesOf('confirmations', 'answer', reader.locale), { required: true });
  if (answer !== 'adjust' && answer !== 'cannot') form.fold(say.adjusting);
  const adjustment = has('adjustment')
    ? form.text('adjustment', ['confirmations', 'adjustment'], {
        value: row?.adjustment ?? '',
        refuse: (text) => ((answer === 'adjust' || answer === 'cannot') && text === '' ? say.error.empty : null),
      })
    : null;
  form.fold('');
  form.fold(say.capacity);
  const capacity = Object.fromEntries(
    CAPACITY.filter(has).map((column) => [column, form.line(['confirmations', column], row?.[column] ?? '') || null]),
  );
  form.fold('');
  const active = [...people.values()].filter((person) => person.active);
  const own = active.filter((person) => person.department === department);
  const colleagues = distinct([...(own.length > 0 ? own : active), row?.lead ?? null]);
  const lead = has('lead')
    ? form.option(
        'lead',
        colleagues.map(({ name }) => ({ key: name, label: oneLine(name) })),
        { value: row?.lead?.name ?? '' },
      )
    : null;
  const contact = request?.contact;
  return {
    document: request ? requestText(about, request) : [],
    effects: [
      ...(answer === 'can' && facts.snapshot.has.signoffs ? signsNext(about, department) : []),
      ...((answer === 'adjust' || answer === 'cannot') && contact
        ? [[say.effect.settleNext(oneLine(contact.name))]]
        : []),
    ],
    work: () =>
      setting(facts, 'confirmations', id, {
        answer,
        ...(adjustment === null ? {} : { adjustment: adjustment || null }),
        ...capacity,
        ...(lead === null ? {} : { lead: lead || null }),
        answeredOn: todayIn(about),
      }),
    summary: () => ({ answer }),
  };
};

/** What a department's adjustment, or its refusal, was settled to in writing. */
export const settle: AnswerForm = (about, form) => {
  const { facts, id } = about;
  const row = must(
    facts.snapshot.rows.confirmations.find((other) => other.id === id),
    `answer ${id}`,
  ).values;
  const request = facts.flow.requests.get(row.request);
  const settlement = form.text('settlement', ['confirmations', 'settlement'], { required: true });
  return {
    document: [...answerText(about, row), ...(request ? requestText(about, request) : [])],
    effects: facts.snapshot.has.signoffs ? signsNext(about, row.department) : [],
    work: () => setting(facts, 'confirmations', id, { settlement, settledOn: todayIn(about) }),
    summary: () => ({ settled: 'yes' }),
  };
};
