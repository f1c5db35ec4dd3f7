/** The answers to a round of acceptance: a department confirms its part, the acceptor concludes item by item, rework is done. */
import type { Block } from '../answers/model.ts';
import { FORMAT } from '../messages/format.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { distinct } from '../people.ts';
import { roundsIn } from '../read/rounds.ts';
import { idSource } from '../read/rows.ts';
import type { Row } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { clausesOf } from '../text/words.ts';
import { isoOf } from '../time/day.ts';
import { append } from '../writes/rows.ts';
import { type Asked, hasColumn, todayIn } from './about.ts';
import { choicesOf, columnHeader } from './choices.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** So many items of the consensus list are asked for one by one: more make a page nobody reaches the end of. */
const ITEMS = 12;
/** So many of them are seen when the page opens; more fold away together. */
const SEEN = 2;
/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 366;
/** Workdays that are proposed for rework. */
const ROOM = 5;

const roundOf = ({ facts: { snapshot }, id }: Asked): Row<'acceptance'> =>
  must(
    snapshot.rows.acceptance.find((row) => row.id === id),
    `round ${id}`,
  );

const block = (title: string, lines: readonly string[]): readonly Block[] =>
  lines.length > 0 ? [{ title, lines: lines.map((line) => [oneLine(line)]) }] : [];

/** What the round before found. */
export const foundText = ({ say }: Asked, findings: string): readonly Block[] =>
  block(say.document.foundBefore, clausesOf(findings));

/** What was agreed for a request, without the first `asked` items. */
export const agreedText = ({ facts, reader, say }: Asked, request: string, asked = 0): readonly Block[] =>
  block(
    say.document.agreed,
    facts.snapshot.rows.consensus
      .filter((row) => row.values.request === request)
      .slice(asked)
      .map(({ values: v }) => [v.item, v.standard].filter(Boolean).join(FORMAT[reader.locale].colon)),
  );

/** What is handed in, what the round before found, and what was agreed: of that, not the first `asked` items, which are asked for. */
const handedIn = (about: Asked, { id, values }: Row<'acceptance'>, asked = 0): readonly Block[] => {
  const { facts, reader } = about;
  const rounds = roundsIn(facts.snapshot.rows.acceptance).get(values.request) ?? [];
  const before = rounds[rounds.findIndex((round) => round.id === id) - 1];
  return [
    ...block(columnHeader('acceptance', 'output', reader.locale), clausesOf(values.output)),
    ...foundText(about, before?.values.findings ?? ''),
    ...block(columnHeader('acceptance', 'external', reader.locale), clausesOf(values.external)),
    ...agreedText(about, values.request, asked),
  ];
};

/** A department confirms its part of what is handed in: a row of its own among the signatures, which no other answer touches. */
export const confirm: AnswerForm = (about) => {
  const { facts, say, id, by, owner } = about;
  const { rows, state, policy } = facts.snapshot;
  const round = roundOf(about);
  const has = hasColumn(about);
  return {
    document: handedIn(about, round),
    effects: [[say.effect.concludedNext]],
    work: () => {
      const row = idSource('signoffs', () => [...rows.signoffs.map((other) => other.id), ...state.keys()])();
      const signer = (owner ?? by).name;
      const wanted = {
        document: id,
        kind: 'acceptance',
        version: 1,
        signer,
        signedOn: todayIn(about),
        note: owner ? LANGUAGES[policy.locale].answer.document.signedFor(owner.name, by.name) : '',
      };
      const values = Object.entries(wanted).filter(([key, value]) => value !== '' && has('signoffs', key));
      return {
        writes: [append('signoffs', row, { id: row, ...Object.fromEntries(values) })],
        undo: [
          {
            tab: 'signoffs',
            kind: 'set',
            item: row,
            values: { signedOn: null },
            expected: { document: id, signedOn: todayIn(about) },
          },
        ],
      };
    },
    summary: () => ({ confirmed: id }),
  };
};

/** The conclusion: item by item against the consensus list, then pass, rework with its owner and date, or fail. */
export const conclude: AnswerForm = (about, form) => {
  const { facts, say, id, by, owner, reader } = about;
  const { rows, policy, today, calendar, people } = facts.snapshot;
  const { values } = roundOf(about);
  const has = (column: string) => hasColumn(about)('acceptance', column);
  const agreed = rows.consensus.filter((row) => row.values.request === values.request).slice(0, ITEMS);
  if (agreed.length > SEEN) form.fold(say.itemByItem(agreed.length));
  const verdicts = has('findings')
    ? agreed.map((row) => {
        const item = oneLine(row.values.item);
        const said = form.choice(`item.${row.id}`, { label: item, help: oneLine(row.values.standard) }, [
          { key: 'fits', label: say.verdicts.fits },
          { key: 'misses', label: say.verdicts.misses },
        ]);
        return { item, said };
      })
    : [];
  form.fold('');
  const misses = verdicts.some(({ said }) => said === 'misses');
  const result = form.option('acceptResult', choicesOf('acceptance', 'result', reader.locale), { required: true });
  const findings = has('findings')
    ? form.text('findings', ['acceptance', 'findings'], {
        value: values.findings,
        refuse: (text) =>
          text === '' && !misses && (result === 'rework' || result === 'fail') ? say.error.empty : null,
      })
    : '';
  const request = facts.flow.requests.get(values.request);
  const among = distinct([
    values.reworkOwner,
    values.submittedBy,
    ...(request?.tasks ?? []).map(({ responsible }) => responsible),
  ]).filter((person) => person.active && people.has(person.name));
  const isRework = result === 'rework';
  if (!isRework) form.fold(say.forRework);
  const reworker = form.option(
    'reworkOwner',
    among.map(({ name }) => ({ key: name, label: oneLine(name) })),
    { value: (values.reworkOwner ?? values.submittedBy)?.name ?? '' },
  );
  const due = form.date('reworkDue', ['acceptance', 'reworkDue'], {
    value:
      values.reworkDue !== null && values.reworkDue > today
        ? calendar.addWorkdays(values.reworkDue, 0)
        : calendar.addWorkdays(today, ROOM),
    min: today,
    max: today + FURTHEST,
    refuse: (day) => (isRework && day === null ? say.error.empty : null),
  });
  form.fold('');
  // Everyone reads it in the sheet, in the sheet's language.
  const words = LANGUAGES[policy.locale].answer.verdicts;
  const lines = verdicts.flatMap(({ item, said }) =>
    said === '' ? [] : [`${item}${FORMAT[policy.locale].colon}${said === 'fits' ? words.fits : words.misses}`],
  );
  return {
    document: handedIn(about, roundOf(about), verdicts.length),
    effects: result === '' ? [] : [[say.effect.concluded]],
    beware: result === 'pass' && misses ? [[say.effect.passedThough]] : [],
    work: () =>
      setting(facts, 'acceptance', id, {
        result,
        acceptedOn: todayIn(about),
        ...(values.acceptor === null ? { acceptor: (owner ?? by).name } : {}),
        findings: [...lines, findings].filter(Boolean).join('\n') || null,
        ...(isRework ? { reworkOwner: reworker || null, reworkDue: due === null ? null : isoOf(due) } : {}),
      }),
    summary: () => ({ result }),
  };
};

/** Rework is done: the next round begins with the next sweep. */
export const reworked: AnswerForm = (about) => {
  const { facts, say, id } = about;
  const { values } = roundOf(about);
  const found = clausesOf(values.findings).map((line) => [oneLine(line)]);
  return {
    document:
      found.length > 0 ? [{ title: columnHeader('acceptance', 'findings', about.reader.locale), lines: found }] : [],
    effects: [[say.effect.nextRound]],
    work: () => setting(facts, 'acceptance', id, { reworkDoneOn: todayIn(about) }),
    summary: () => ({ reworked: todayIn(about) }),
  };
};
