/** Rounds of acceptance: where each stands, what it waits for, and what follows once a request has passed. */
import { atStep, type FactsOf } from '../messages/facts.ts';
import { distinct } from '../people.ts';
import { type Round, roundsIn } from '../read/rounds.ts';
import { emptyRecord } from '../read/rows.ts';
import type { Person, RecordOf, Row } from '../snapshot.ts';
import { groupBy, push } from '../text/maps.ts';
import { type Day, isoOf, isoOrNull } from '../time/day.ts';
import { HISTORY_WORKDAYS } from '../time/limit.ts';
import type { DraftPart, Duty } from './duty.ts';
import type { Matter, Memory, NewRow, ProcessPart, Standing } from './matter.ts';
import { isOver, limitOf, type Request } from './requests.ts';
import { isHistory, type Source } from './source.ts';

/** How far a request's acceptance and closing have come. */
export interface Accepted {
  /** A round has begun. */
  readonly accepting: boolean;
  /** The day a round passed. */
  readonly passedOn: Day | null;
  readonly archivedOn: Day | null;
}

/** A round that has its conclusion, to be told to everyone of its request. */
export interface Concluded {
  readonly id: string;
  readonly involved: readonly Person[];
  readonly facts: FactsOf<'acceptance.concluded'>;
}

export interface Acceptance extends ProcessPart {
  readonly byRequest: ReadonlyMap<string, Accepted>;
  /** What is owed to the request itself: a first round, the retrospective, the archive. */
  readonly owed: ReadonlyMap<string, readonly Duty[]>;
  readonly concluded: readonly Concluded[];
}

type Values = RecordOf<'acceptance'>;

/** Parts of the rule `acceptance`: two duties of one matter may end on one day. */
const PART = { confirm: 0, conclude: 1, rework: 2, again: 1 } as const;

/**
 * Each request's rounds of acceptance: handed in, confirmed by the departments, concluded, reworked; and what follows
 * from a pass. Once rework is done the next round is appended as handed in that day.
 */
export const acceptanceOf = (source: Source, requests: ReadonlyMap<string, Request>): Acceptance => {
  const { snapshot } = source;
  const { state } = snapshot;
  const matters: Matter[] = [];
  const missing: NewRow[] = [];
  const byRequest = new Map<string, Accepted>();
  const owed = new Map<string, readonly Duty[]>();
  const concluded: Concluded[] = [];
  const archived = archivedBy(source);
  const rounds = roundsIn(source.rows('acceptance'));
  const supporting: Supporting = new Map(
    source.rows('raci').map(({ id, values }) => [id, values.supportingDepartments]),
  );
  const signed = confirmationsSigned(source);
  const agreed = groupBy(source.rows('consensus'), ({ values }) => values.request);
  const lookedBack = new Set(source.rows('retrospective').map(({ values }) => values.request));

  for (const id of new Set([...requests.keys(), ...rounds.keys(), ...archived.keys()])) {
    const request = requests.get(id);
    const archivedOn = archived.get(id) ?? null;
    const over = isOver(request, { archivedOn });
    const all: Round[] = [...(rounds.get(id) ?? [])];
    const next = over ? null : nextRound(id, all, source);
    if (next) {
      missing.push(next.row);
      all.push(next.round);
    }

    const judged = all.map((round, at) =>
      standOf(round, request, all[at + 1], { supporting, signers: signed.get(round.id) ?? [] }, source),
    );
    const pass = judged.find(({ round }) => round.values.result === 'pass');
    const passedOn = pass ? (pass.round.values.acceptedOn ?? pass.memory.since) : null;
    const closed = over || id === '' || pass !== undefined;
    for (const [at, stand] of judged.entries()) {
      const { round, standing, memory } = stand;
      matters.push({
        id: round.id,
        tab: 'acceptance',
        name: request?.name ?? (id || round.id),
        request: id,
        standing,
        open: !closed && (round.values.result === null || (standing.code === 'rework' && standing.facts.done === null)),
        memory,
        duties: closed
          ? []
          : roundDuties(
              stand,
              request,
              { agreed: agreed.get(id) ?? [], before: judged[at - 1]?.round.values.findings ?? '' },
              source,
            ),
      });
      if (request && !over && isNewlyConcluded(round.values, memory, state.get(id), source)) {
        concluded.push(concludedOf(round, request, memory, lookedBack.has(id), source));
      }
    }
    byRequest.set(id, { accepting: all.some(hasBegun), passedOn, archivedOn });
    if (request && !over) {
      const last = judged.at(-1);
      if (pass && passedOn !== null) {
        const isOld = isHistory(passedOn, pass.memory, source);
        owed.set(id, isOld ? [] : closingDuties(request, passedOn, lookedBack.has(id), source));
      } else if (last?.round.values.result === 'fail') {
        owed.set(id, [againDuty(request, last.round, last.memory, source)]);
      } else if (!all.some(hasBegun)) owed.set(id, firstDuty(request, snapshot.has.acceptance === true, source));
    }
  }
  return { matters, missing, byRequest, owed, concluded };
};

/** A row that somebody only began to fill in is no round yet. */
const hasBegun = ({ values: v }: Round): boolean => v.submittedOn !== null || v.result !== null;

/** Who confirmed each round with a row of their own, by the round's id. */
const confirmationsSigned = (source: Source): ReadonlyMap<string, readonly Person[]> => {
  const signed = new Map<string, Person[]>();
  for (const { values: v } of source.rows('signoffs')) {
    if (v.kind === 'acceptance' && v.signedOn !== null && v.signer) push(signed, v.document, v.signer);
  }
  return signed;
};

/** The day each request was archived, as its documents say. */
const archivedBy = (source: Source): ReadonlyMap<string, Day> => {
  const days = new Map<string, Day>();
  for (const { values } of source.rows('archive')) {
    const { request, archivedOn } = values;
    if (archivedOn !== null) days.set(request, Math.max(archivedOn, days.get(request) ?? archivedOn));
  }
  return days;
};

/** The round after rework that is done, where nobody has entered it: the same output, handed in again. */
const nextRound = (id: string, all: readonly Round[], source: Source): { row: NewRow; round: Round } | null => {
  const last = all.at(-1);
  if (!last || id === '' || all.some(({ values }) => values.result === 'pass')) return null;
  const { result, reworkDoneOn, reworkOwner, submittedBy, acceptor, external, output } = last.values;
  const { state, today } = source.snapshot;
  if (result !== 'rework' || reworkDoneOn === null) return null;
  if (isHistory(reworkDoneOn, { seenOn: state.get(last.id)?.seenOn ?? today }, source)) return null;
  const fresh = source.nextId('acceptance');
  const by = submittedBy ?? reworkOwner;
  const round = last.n + 1;
  const row = {
    id: fresh,
    request: id,
    round,
    output,
    submittedBy: by?.name ?? null,
    submittedOn: isoOf(reworkDoneOn),
    acceptor: acceptor?.name ?? null,
    external,
  };
  return {
    row: {
      tab: 'acceptance',
      id: fresh,
      values: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== '')),
    },
    round: {
      id: fresh,
      n: round,
      values: {
        ...emptyRecord('acceptance'),
        ...{ request: id, round, output, submittedBy: by, submittedOn: reworkDoneOn, acceptor, external },
      },
    },
  };
};

/** The departments that support each task, by its id. */
type Supporting = ReadonlyMap<string, readonly string[]>;

interface Stand {
  readonly round: Round;
  readonly standing: Standing;
  readonly memory: Memory;
  /** Departments that have not confirmed. */
  readonly departments: readonly string[];
}

const standingOf = (v: Values, departments: readonly string[], later: Round | undefined): Standing => {
  if (v.result === 'pass') return { code: 'passed' };
  if (v.result === 'fail') return { code: 'failed' };
  if (v.result === 'rework') {
    const done = v.reworkDoneOn ?? later?.values.submittedOn ?? null;
    // A next round is there, whenever it will be handed in.
    const handedIn = later ? '' : null;
    return {
      code: 'rework',
      facts: {
        due: isoOrNull(v.reworkDue),
        done: isoOrNull(done) ?? handedIn,
      },
    };
  }
  if (v.submittedOn === null) return { code: 'draft' };
  return departments.length > 0 ? { code: 'submitted', facts: { departments } } : { code: 'judged' };
};

/** By what a round is confirmed: who supports which task, and who signed for their department. */
interface Confirming {
  readonly supporting: Supporting;
  readonly signers: readonly Person[];
}

/** The departments that somebody confirmed for: those they head, else their own. */
const confirmedFor = (signer: Person, needed: readonly string[], { headOf }: Source): readonly string[] => {
  const headed = needed.filter((name) => headOf(name) === signer);
  return headed.length > 0 ? headed : [signer.department];
};

const standOf = (
  round: Round,
  request: Request | undefined,
  later: Round | undefined,
  { supporting, signers }: Confirming,
  source: Source,
): Stand => {
  const { id, values: v } = round;
  const needed = supportingOf(v, request, supporting, source);
  const confirmed = new Set(v.confirmedBy);
  for (const signer of signers) for (const name of confirmedFor(signer, needed, source)) confirmed.add(name);
  const departments = needed.filter((name) => !confirmed.has(name));
  const standing = standingOf(v, departments, later);
  const isHandedIn = standing.code === 'submitted' || (standing.code === 'judged' && needed.length === 0);
  const handedIn = isHandedIn ? v.submittedOn : null;
  const declared = v.result === null ? handedIn : v.acceptedOn;
  const memory = source.remember(id, {
    standing,
    declared,
    content: [
      v.submittedOn,
      signers.length > 0 ? [...confirmed] : v.confirmedBy,
      v.result,
      v.acceptedOn,
      v.reworkDoneOn,
    ],
  });
  return { round, standing, memory, departments };
};

/**
 * The departments that work on the request or support its tasks, besides the one that hands in; without tasks, those the
 * request names.
 */
const supportingOf = (
  { submittedBy }: Values,
  request: Request | undefined,
  supporting: Supporting,
  { snapshot }: Source,
): readonly string[] => {
  if (!request || !snapshot.hasColumn('acceptance', 'confirmedBy')) return [];
  return departmentsToConfirm(request, submittedBy, (id) => supporting.get(id) ?? []);
};

/** The departments that confirm what somebody hands in for a request. */
export const departmentsToConfirm = (
  { tasks, values }: Pick<Request, 'tasks' | 'values'>,
  submittedBy: Person | null,
  supporting: (task: string) => readonly string[],
): readonly string[] => {
  const working = tasks.flatMap(({ id, status, department }) =>
    status === 'cancelled' ? [] : [department, ...supporting(id)].filter((name) => name !== ''),
  );
  const all = new Set(working.length > 0 ? working : values.departments);
  return [...all].filter((name) => name !== submittedBy?.department);
};

/** What a round is judged by. */
interface Judging {
  /** The consensus list. */
  readonly agreed: readonly Row<'consensus'>[];
  /** What the round before found; '' for nothing. */
  readonly before: string;
}

/** What a round waits for: confirmations, then the conclusion; or its rework. */
const roundDuties = (
  { round: { id, n, values: v }, standing, memory, departments }: Stand,
  request: Request | undefined,
  { agreed, before }: Judging,
  source: Source,
): readonly Duty[] => {
  const { acceptDays } = source.snapshot.policy;
  const owes = (
    draft: DraftPart<'acceptance', 'rule' | 'part' | 'who' | 'end' | 'waiting' | 'announced' | 'facts'>,
  ): readonly Duty[] => [source.duty({ item: id, since: memory.since, ...draft }, memory)];
  const contact = request?.contact ?? null;
  const about = { request: v.request, round: n };
  const handedIn = { ...about, output: v.output, ...(before === '' ? {} : { before }) };
  switch (standing.code) {
    case 'submitted':
      return owes({
        ...atStep('acceptance', 'confirm', { ...handedIn, departments }),
        part: PART.confirm,
        who: departments.map(source.headOf),
        end: limitOf(request, memory.since, acceptDays, source),
        waiting: true,
      });
    case 'judged':
      return owes({
        ...atStep('acceptance', 'conclude', { ...handedIn, external: v.external, ...quoted(agreed) }),
        part: PART.conclude,
        who: [v.acceptor ?? contact],
        end: limitOf(request, memory.since, acceptDays, source),
        waiting: true,
      });
    case 'rework':
      return v.reworkDue === null || standing.facts.done !== null
        ? []
        : owes({
            ...atStep('acceptance', 'rework', { ...about, rework: true, findings: v.findings }),
            part: PART.rework,
            who: [v.reworkOwner ?? v.submittedBy ?? contact],
            end: v.reworkDue,
            waiting: false,
            announced: true,
          });
    default:
      return [];
  }
};

/** Of the consensus list so many items are quoted where a round is judged by it. */
const QUOTED = 5;

const quoted = (agreed: readonly Row<'consensus'>[]) => ({
  agreed: agreed.slice(0, QUOTED).map(({ values }) => values.item),
  standards: agreed.slice(0, QUOTED).map(({ values }) => values.standard),
});

/** All tasks are over, at least one of them done, and nothing was handed in. Work done before Baton came is history. */
const firstDuty = (request: Request, hasTab: boolean, source: Source): readonly Duty[] => {
  const { id, tasks, contact } = request;
  const done = tasks.filter(({ status }) => status === 'done');
  if (!hasTab || done.length === 0 || tasks.some(({ open }) => open) || done.every(({ longDone }) => longDone))
    return [];
  const since = Math.max(...done.map(({ changedOn }) => changedOn));
  return [
    source.duty(
      {
        ...atStep('acceptance', 'start', { request: id }),
        item: id,
        who: [contact],
        since,
        end: limitOf(request, since, source.snapshot.policy.acceptDays, source),
        waiting: false,
      },
      { changedOn: since },
    ),
  ];
};

/** A round failed, as everyone of the request is told: the contact begins a new one. */
const againDuty = (request: Request, failed: Round, memory: Memory, source: Source): Duty => {
  const { policy } = source.snapshot;
  return source.duty(
    {
      ...atStep('acceptance', 'again', {
        ...{ request: request.id, failed: failed.n },
        ...(failed.values.findings === '' ? {} : { findings: failed.values.findings }),
      }),
      item: request.id,
      part: PART.again,
      who: [request.contact],
      since: memory.since,
      end: limitOf(request, memory.since, policy.acceptDays, source),
      waiting: true,
    },
    memory,
  );
};

/**
 * A conclusion is news for ten workdays, in which a sweep that did not run is made up for. What lay there when Baton first saw the
 * request, without a day or with one long gone, is history.
 */
const isNewlyConcluded = (
  v: Values,
  memory: Memory,
  request: { readonly seenOn: Day | null } | undefined,
  source: Source,
): boolean => {
  const { calendar, today } = source.snapshot;
  if (v.result === null || memory.changedOn < calendar.addWorkdays(today, -HISTORY_WORKDAYS)) return false;
  if (v.acceptedOn !== null) return !isHistory(v.acceptedOn, memory, source);
  return memory.since > (request?.seenOn ?? today);
};

/** Everyone of the request: its contact, the project lead, the heads of its departments, R and A of its tasks; not who concluded it. */
const concludedOf = (
  { id, n, values: v }: Round,
  request: Request,
  memory: Memory,
  lookedBack: boolean,
  source: Source,
): Concluded => {
  const { policy, has } = source.snapshot;
  const tasks = request.tasks.filter(({ status }) => status !== 'cancelled');
  const departments = new Set([...request.values.departments, ...tasks.map(({ department }) => department)]);
  const on = v.acceptedOn ?? memory.since;
  const keeper = policy.keeper ?? policy.projectLead;
  const result = v.result ?? 'pass';
  const isOwed = {
    lookBack: result === 'pass' && has.retrospective && !lookedBack,
    archive: result === 'pass' && has.archive,
  };
  const owner = { pass: null, rework: v.reworkOwner ?? v.submittedBy ?? request.contact, fail: request.contact }[
    result
  ];
  const involved = distinct([
    request.contact,
    policy.projectLead,
    request.head,
    ...[...departments].map(source.headOf),
    ...tasks.flatMap(({ responsible, accountable }) => [responsible, accountable]),
    ...[v.submittedBy, v.reworkOwner, v.acceptor, isOwed.archive ? keeper : null],
  ]);
  return {
    id,
    involved: involved.filter((person) => person !== v.acceptor),
    facts: {
      round: n,
      result,
      on: isoOf(on),
      by: v.acceptor?.name ?? '',
      findings: v.findings,
      owner: owner?.name ?? '',
      due: result === 'rework' ? isoOrNull(v.reworkDue) : null,
      lookingBack: isOwed.lookBack ? (policy.projectLead?.name ?? '') : '',
      lookBackBy: isOwed.lookBack ? isoOf(limitOf(request, on, policy.retrospectiveDays, source)) : null,
      archiving: isOwed.archive ? (keeper?.name ?? '') : '',
      archiveBy: isOwed.archive ? isoOf(limitOf(request, on, policy.archiveDays, source)) : null,
    },
  };
};

/** What a pass asks for: what was learnt, and the archive. */
const closingDuties = (request: Request, passedOn: Day, lookedBack: boolean, source: Source): readonly Duty[] => {
  const { policy } = source.snapshot;
  const owes = (rule: 'retrospective' | 'archive', who: Person | null, days: number): Duty =>
    source.duty(
      {
        rule,
        item: request.id,
        who: [who],
        since: passedOn,
        end: limitOf(request, passedOn, days, source),
        waiting: false,
        facts: { request: request.id, passed: isoOf(passedOn) },
      },
      { changedOn: passedOn },
    );
  return [
    ...(lookedBack ? [] : [owes('retrospective', policy.projectLead, policy.retrospectiveDays)]),
    owes('archive', policy.keeper ?? policy.projectLead, policy.archiveDays),
  ];
};
