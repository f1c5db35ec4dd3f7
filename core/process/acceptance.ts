/** Rounds of acceptance: where each stands, what it waits for, and what follows once a request has passed. */
import { atStep } from '../messages/facts.ts';
import { type Round, roundsIn } from '../read/rounds.ts';
import { emptyRecord } from '../read/rows.ts';
import type { Person, RecordOf, Row } from '../snapshot.ts';
import { groupBy } from '../text/maps.ts';
import { type Day, isoOf, isoOrNull } from '../time/day.ts';
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

export interface Acceptance extends ProcessPart {
  readonly byRequest: ReadonlyMap<string, Accepted>;
  /** What is owed to the request itself: a first round, the retrospective, the archive. */
  readonly owed: ReadonlyMap<string, readonly Duty[]>;
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
  const matters: Matter[] = [];
  const missing: NewRow[] = [];
  const byRequest = new Map<string, Accepted>();
  const owed = new Map<string, readonly Duty[]>();
  const archived = archivedBy(source);
  const rounds = roundsIn(source.rows('acceptance'));
  const supporting: Supporting = new Map(
    source.rows('raci').map(({ id, values }) => [id, values.supportingDepartments]),
  );
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

    const judged = all.map((round, at) => standOf(round, request, all[at + 1], supporting, source));
    const pass = judged.find(({ round }) => round.values.result === 'pass');
    const passedOn = pass ? (pass.round.values.acceptedOn ?? pass.memory.since) : null;
    const closed = over || id === '' || pass !== undefined;
    for (const stand of judged) {
      const { round, standing, memory } = stand;
      matters.push({
        id: round.id,
        tab: 'acceptance',
        name: request?.name ?? (id || round.id),
        request: id,
        standing,
        open: !closed && (round.values.result === null || (standing.code === 'rework' && standing.facts.done === null)),
        memory,
        duties: closed ? [] : roundDuties(stand, request, agreed.get(id) ?? [], source),
      });
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
  return { matters, missing, byRequest, owed };
};

/** A row that somebody only began to fill in is no round yet. */
const hasBegun = ({ values: v }: Round): boolean => v.submittedOn !== null || v.result !== null;

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

const standOf = (
  round: Round,
  request: Request | undefined,
  later: Round | undefined,
  supporting: Supporting,
  source: Source,
): Stand => {
  const { id, values: v } = round;
  const needed = supportingOf(v, request, supporting, source);
  const departments = needed.filter((name) => !v.confirmedBy.includes(name));
  const standing = standingOf(v, departments, later);
  const isHandedIn = standing.code === 'submitted' || (standing.code === 'judged' && needed.length === 0);
  const handedIn = isHandedIn ? v.submittedOn : null;
  const declared = v.result === null ? handedIn : v.acceptedOn;
  const memory = source.remember(id, {
    standing,
    declared,
    content: [v.submittedOn, v.confirmedBy, v.result, v.acceptedOn, v.reworkDoneOn],
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
  const working = request.tasks.flatMap(({ id, status, department }) =>
    status === 'cancelled' ? [] : [department, ...(supporting.get(id) ?? [])].filter((name) => name !== ''),
  );
  const all = new Set(working.length > 0 ? working : request.values.departments);
  return [...all].filter((name) => name !== submittedBy?.department);
};

/** What a round waits for: confirmations, then the conclusion, by the consensus list (`agreed`); or its rework. */
const roundDuties = (
  { round: { id, n, values: v }, standing, memory, departments }: Stand,
  request: Request | undefined,
  agreed: readonly Row<'consensus'>[],
  source: Source,
): readonly Duty[] => {
  const { acceptDays } = source.snapshot.policy;
  const owes = (
    draft: DraftPart<'acceptance', 'rule' | 'part' | 'who' | 'end' | 'waiting' | 'announced' | 'facts'>,
  ): readonly Duty[] => [source.duty({ item: id, since: memory.since, ...draft }, memory)];
  const contact = request?.contact ?? null;
  const about = { request: v.request, round: n };
  switch (standing.code) {
    case 'submitted':
      return owes({
        ...atStep('acceptance', 'confirm', { ...about, departments, output: v.output }),
        part: PART.confirm,
        who: departments.map(source.headOf),
        end: limitOf(request, memory.since, acceptDays, source),
        waiting: true,
      });
    case 'judged':
      return owes({
        ...atStep('acceptance', 'conclude', { ...about, output: v.output, external: v.external, ...quoted(agreed) }),
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

/** A round failed: the contact and the project lead hear of it, and a new one is waited for. */
const againDuty = (request: Request, failed: Round, memory: Memory, source: Source): Duty => {
  const { policy } = source.snapshot;
  return source.duty(
    {
      ...atStep('acceptance', 'again', { request: request.id, failed: failed.n }),
      item: request.id,
      part: PART.again,
      who: [request.contact],
      copied: [policy.projectLead],
      since: memory.since,
      end: limitOf(request, memory.since, policy.acceptDays, source),
      waiting: true,
    },
    memory,
  );
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
