/** The answers after a pass: what was learnt, and that all documents are in the archive. */

import { archiveWrites } from '../pack/archive.ts';
import { packOf } from '../pack/index.ts';
import { distinct } from '../people.ts';
import { idSource } from '../read/rows.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { isoOf } from '../time/day.ts';
import { hasColumn } from './about.ts';
import { agreedText } from './acceptance.ts';
import { columnHeader, columnHelp, labelOf } from './choices.ts';
import type { AnswerForm } from './kind.ts';
import { adding, emptying, together } from './rows.ts';

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 366;
/** Workdays that are proposed for an improvement. */
const ROOM = 20;

/** What can be reused, what went wrong and why, who improves what: a row for each that is said, at least one. */
export const lookback: AnswerForm = (about, form) => {
  const { facts, say, id, reader } = about;
  const { rows, state, people, today, calendar, policy } = facts.snapshot;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const has = (column: string) => hasColumn(about)('retrospective', column);
  const help = columnHelp('retrospective', 'finding', reader.locale);
  const finding = (kind: string) =>
    form.column(['retrospective', 'finding'], {
      key: kind,
      words: { label: labelOf('retrospective', 'kind', kind, reader.locale), help },
    });
  const reuse = finding('reuse');
  const problem = finding('problem');
  const cause = has('cause') ? form.line(['retrospective', 'cause'], '') : '';
  form.fold(say.improving);
  const improvement = finding('improvement');
  const among = distinct([
    ...request.tasks.map(({ responsible }) => responsible),
    request.contact,
    request.head,
    policy.projectLead,
  ]).filter((person) => person.active && people.has(person.name));
  const owner = has('owner')
    ? form.choice(
        'owner',
        { label: columnHeader('retrospective', 'owner', reader.locale), help: '' },
        among.map(({ name }) => ({ key: name, label: oneLine(name) })),
      )
    : '';
  const due = has('due')
    ? form.dateIn(['retrospective', 'due'], {
        value: calendar.addWorkdays(today, ROOM),
        min: today,
        max: today + FURTHEST,
      })
    : null;
  form.fold('');
  const said = [
    { kind: 'reuse', finding: reuse },
    { kind: 'problem', finding: problem, cause },
    { kind: 'improvement', finding: improvement, owner, due: owner === '' || due === null ? '' : isoOf(due) },
  ].filter((row) => row.finding !== '');
  form.anything(said.length > 0);
  return {
    document: agreedText(about, id),
    effects: improvement !== '' && owner !== '' ? [[say.effect.tracked(oneLine(owner))]] : [],
    work: () => {
      const nextId = idSource('retrospective', () => [...rows.retrospective.map((row) => row.id), ...state.keys()]);
      return together(...said.map((row) => adding(facts, 'retrospective', nextId(), { request: id, ...row })));
    },
    summary: () => ({ findings: said.length }),
  };
};

/** All documents of a request are in one place: each stands in the archive, with who may view it. */
export const archived: AnswerForm = (about, form) => {
  const { facts, say, id } = about;
  const { snapshot } = facts;
  const pack = must(packOf(snapshot, id), `request ${id}`);
  const place = form.line(['archive', 'file'], '', { required: true });
  const viewers = form.line(['archive', 'viewers'], pack.viewers);
  const isLookedBack =
    !snapshot.has.retrospective || snapshot.rows.retrospective.some(({ values }) => values.request === id);
  return {
    document: [{ title: say.document.archived, lines: pack.documents.map(({ title }) => [title]) }],
    effects: [[say.effect.archived]],
    beware: isLookedBack ? [] : [[say.effect.notLookedBack]],
    work: () => {
      const rows = archiveWrites(snapshot, { ...pack, viewers }, place.replace(/\/$/, ''));
      const writes = typeof rows === 'string' ? [] : rows;
      return { writes, undo: writes.map(({ item, values }) => emptying('archive', item, values)) };
    },
    summary: () => ({ archived: pack.documents.length }),
  };
};
