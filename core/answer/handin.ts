/** The answer that begins a round of acceptance: what is handed in, by whom, who judges it; after a failure once more. */
import type { Block } from '../answers/model.ts';
import { FORMAT } from '../messages/format.ts';
import { distinct } from '../people.ts';
import { departmentsToConfirm } from '../process/acceptance.ts';
import type { Request } from '../process/requests.ts';
import { roundsIn } from '../read/rounds.ts';
import { idSource } from '../read/rows.ts';
import type { Person } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { type Asked, hasColumn, todayIn } from './about.ts';
import { agreedText, foundText } from './acceptance.ts';
import type { AnswerForm } from './kind.ts';
import { adding, setting } from './rows.ts';

const optionOf = ({ name }: Person) => ({ key: name, label: oneLine(name) });

/** What came of the tasks, as their owners say: what is handed in, to begin with. */
const resultsOf = ({ tasks }: Request, { reader: { policy } }: Asked): string =>
  tasks
    .filter(({ status, evidence }) => status === 'done' && evidence !== '')
    .map(({ name, evidence }) => `${oneLine(name)}${FORMAT[policy.locale].colon}${oneLine(evidence)}`)
    .join('\n');

/** A round of acceptance that begins today; one that somebody began to type is completed. */
export const handin: AnswerForm = (about, form) => {
  const { facts, say, id, by } = about;
  const { rows, state, people } = facts.snapshot;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const rounds = roundsIn(rows.acceptance).get(id) ?? [];
  const [begun] = rounds.filter(({ values: v }) => v.submittedOn === null && v.result === null);
  const [last] = rounds.filter((round) => round !== begun).slice(-1);
  const before = begun?.values ?? last?.values;
  const column = (name: string) => hasColumn(about)('acceptance', name);

  const output = column('output')
    ? form.column(['acceptance', 'output'], { required: true, value: before?.output || resultsOf(request, about) })
    : null;
  const known = (all: readonly (Person | null)[]) =>
    distinct(all).filter((person) => person.active && people.has(person.name));
  const doers = request.tasks.flatMap(({ responsible, status }) => (status === 'cancelled' ? [] : [responsible]));
  const submitters = known([before?.submittedBy ?? null, ...doers, by]);
  const submitter = form.option('handinBy', submitters.map(optionOf), {
    required: true,
    value: (before?.submittedBy ?? submitters[0])?.name ?? '',
  });
  form.fold(say.judging);
  const judges = known([before?.acceptor ?? null, request.contact, request.head, by]);
  const acceptor = column('acceptor')
    ? form.option('acceptor', judges.map(optionOf), { value: (before?.acceptor ?? request.contact)?.name ?? '' })
    : null;
  const external = column('external') ? form.line(['acceptance', 'external'], before?.external ?? '') : null;
  form.fold('');

  const supporting = new Map(rows.raci.map((row) => [row.id, row.values.supportingDepartments]));
  const departments = column('confirmedBy')
    ? departmentsToConfirm(request, people.get(submitter) ?? null, (task) => supporting.get(task) ?? [])
    : [];
  return {
    document: documentOfRound(about, last?.values.findings ?? ''),
    effects:
      departments.length > 0
        ? [[say.effect.confirmAsked(departments)]]
        : acceptor
          ? [[say.effect.concludeAsked(oneLine(acceptor))]]
          : [],
    work: () => {
      const values = {
        ...(output === null ? {} : { output }),
        submittedBy: submitter,
        submittedOn: todayIn(about),
        ...(acceptor === null ? {} : { acceptor: acceptor || null }),
        ...(external === null ? {} : { external: external || null }),
      };
      if (begun) return setting(facts, 'acceptance', begun.id, values);
      const row = idSource('acceptance', () => [...rows.acceptance.map((other) => other.id), ...state.keys()])();
      return adding(facts, 'acceptance', row, { request: id, round: (last?.n ?? 0) + 1, ...values });
    },
    summary: () => ({ round: (last?.n ?? 0) + 1 }),
  };
};

/** What the round before found, then what was agreed. */
const documentOfRound = (about: Asked, findings: string): readonly Block[] => [
  ...foundText(about, findings),
  ...agreedText(about, about.id),
];
