/** A workbook session of Excel's API: opening, running requests in batches, closing. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { Words } from '../../../sheet-templates/index.ts';
import { BATCH_LIMIT, type BatchAnswer, type BatchRequest, batch } from '../../microsoft/batch.ts';
import { type GraphClient, NotDone, type Operation, path, pathIn, RequestRefused } from '../../microsoft/client.ts';
import { type GraphFailure, isLocked, isThrottled, refusalOf, says } from '../../microsoft/failure.ts';
import { type DriveItem, pathOf } from './item.ts';
import { type ItemAddress, WayRefused } from './way.ts';

const say = inAll('microsoft');

/** One request about the workbook, below `/workbook`. */
export interface RangePart {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Made with `path`. */
  readonly target: string;
  readonly body?: unknown;
}

/** What became of a part. `untried`: one before it failed. `unknown`: nobody knows whether it was done. */
export type SessionOutcome =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'refused' | 'unknown'; readonly failure: GraphFailure }
  | { readonly kind: 'untried' };

export interface SheetInfo {
  readonly id: string;
  readonly name: string;
}

/** What a workbook consists of. */
export interface Contents {
  readonly item: DriveItem;
  readonly sheets: readonly SheetInfo[];
  /** Ids of its tables by their names, which are unique in a workbook. */
  readonly tables: ReadonlyMap<string, string>;
  readonly dateSystem: 1900 | 1904;
}

/**
 * A workbook session that saves what is changed in it. The service ends one that nobody uses for about five minutes, and
 * begins another when it has to; whoever asks does not notice.
 * https://learn.microsoft.com/graph/workbook-best-practice#manage-sessions-in-the-most-efficient-way
 */
export interface WorkbookSession {
  /** One request, a new session among its parts. Throws WayRefused where the workbook cannot be had this way. */
  open(operation: Operation): Promise<Contents>;
  /**
   * Does these in their order, one at a time, in as few requests as they fit in, and stops at the first that fails. `again`:
   * they may be done twice.
   */
  run(operation: Operation, parts: readonly RangePart[], again: boolean): Promise<readonly SessionOutcome[]>;
  /** One reading by itself, for answers that are too large beside others. */
  get<T>(operation: Operation, target: string): Promise<T>;
  /** Lets go of the file, which nobody could replace as a whole for some minutes otherwise. */
  close(operation: Operation): Promise<void>;
}

/** How often a session may end under our hands before we give up. */
const SESSIONS = 3;

export const createSession = (client: GraphClient, address: ItemAddress): WorkbookSession => {
  const workbook = `${pathOf(address)}/workbook`;
  const { now } = client.time;
  let session: string | null = null;

  /** Another one, for a workbook that was open before: its session ended under our hands. */
  const idOf = async (operation: Operation): Promise<string> => {
    session ??= await beginSlowly(operation).catch((thrown) => {
      // Something may have been changed by now, so that the way is not to be left.
      throw thrown instanceof WayRefused && thrown.cause instanceof RequestRefused ? thrown.cause : thrown;
    });
    return session;
  };

  /**
   * A session for a workbook that may be large. Microsoft answers that it was accepted, and says how it goes on.
   * https://learn.microsoft.com/graph/workbook-best-practice#work-with-apis-that-take-a-long-time-to-complete
   */
  const beginSlowly = async (operation: Operation): Promise<string> => {
    for (let tries = 1; ; tries++) {
      try {
        const target = `${workbook}/createSession`;
        const { body, location } = await operation.start<HasId>(target, PERSISTENT, { Prefer: 'respond-async' });
        return body?.id ?? (await waitedFor(operation, location));
      } catch (thrown) {
        if (!(thrown instanceof RequestRefused)) throw thrown;
        const isLast = tries >= SESSIONS && isTooSlow(thrown.failure);
        const mayRepeat = !isLast && (await waits(operation, thrown.failure));
        if (!mayRepeat) throw refusal('session', thrown.failure);
      }
    }
  };

  /** Throws WayRefused where it comes to nothing: neither is promised to apps that sign in by themselves. */
  const waitedFor = async (operation: Operation, location: string | null): Promise<string> => {
    const path = pathIn(location ?? '');
    try {
      for (const wait of location === null ? [] : POLLS) {
        await client.time.sleep(wait);
        const { status, resourceLocation, error } = await operation.get<LongRunning>(path);
        if (status === 'failed') throw new RequestRefused(refusalOf(500, new Headers(), { error }, now()));
        if (resourceLocation) return (await operation.get<HasId>(pathIn(resourceLocation))).id;
      }
    } catch (thrown) {
      throw thrown instanceof RequestRefused ? new WayRefused(say.excelTooSlow, thrown) : thrown;
    }
    throw new WayRefused(say.excelTooSlow, new RequestRefused(refusalOf(504, new Headers(), undefined, now())));
  };

  /** One $batch: fully in sequence, as requests of one workbook have to be. */
  const chunk = async (
    operation: Operation,
    parts: readonly RangePart[],
    again: boolean,
  ): Promise<SessionOutcome[]> => {
    const id = await idOf(operation);
    const requests = parts.map(
      ({ method, target, body }, i): BatchRequest => ({
        id: String(i + 1),
        method,
        url: workbook + target,
        headers: inSession(id),
        ...(body !== undefined && { body }),
        ...(i > 0 && { dependsOn: [String(i)] }),
      }),
    );
    try {
      const answers = await batch(operation, requests, now, { again });
      const outcomes = requests.map(({ id }) => outcomeOf(answers.get(id)));
      const failed = outcomes.findIndex(({ kind }) => kind !== 'done');
      return failed < 0 ? outcomes : outcomes.map((outcome, i) => (i > failed ? UNTRIED : outcome));
    } catch (thrown) {
      if (!(thrown instanceof NotDone)) throw thrown;
      return parts.map(() => ({ kind: 'unknown', failure: thrown.failure }));
    }
  };

  const close = async (operation: Operation): Promise<void> => {
    if (session === null) return;
    const id = session;
    session = null;
    // It ends by itself as well.
    await operation.post(`${workbook}/closeSession`, undefined, { headers: inSession(id) }).catch(() => {});
  };

  return {
    close,

    open: async (operation) => {
      const before = session;
      session = null;
      /** What was open before would keep the file's way out for minutes. */
      const refused = async (error: Error): Promise<Error> => {
        session ??= before;
        await close(operation);
        return error;
      };
      const isFinal = (id: string, failure: GraphFailure) => id !== 'item' && isTooSlow(failure);
      let answers: ReadonlyMap<string, BatchAnswer>;
      for (let ended = 1; ; ended++) {
        try {
          const requests = opening(address, workbook, session);
          answers = await batch(operation, requests, now, { again: true, isFinal });
          const accepted = answers.get('session');
          if (accepted?.ok)
            session = (accepted.body as HasId | undefined)?.id ?? (await waitedFor(operation, accepted.location));
          const failed = [...answers].find(([, answer]) => !answer.ok && answer.failure.status !== FAILED_DEPENDENCY);
          if (!failed) break;
          const { failure } = failed[1] as { readonly failure: GraphFailure };
          const isSlow = isFinal(failed[0], failure);
          if ((!isSlow && !isSessionOver(failure)) || ended === SESSIONS) throw refusal(failed[0], failure);
          if (!isSlow) session = null;
          else session ??= await beginSlowly(operation);
        } catch (thrown) {
          const isSlow = thrown instanceof RequestRefused && isTooSlow(thrown.failure);
          throw await refused(isSlow ? refusal('batch', thrown.failure) : (thrown as Error));
        }
      }
      const body = <T>(id: string) => (answers.get(id) as { readonly body: T }).body;
      const days = body<{ readonly value: unknown }>('epoch').value;
      const dateSystem = days === DAYS[1900] ? 1900 : days === DAYS[1904] ? 1904 : null;
      if (dateSystem === null) {
        await close(operation);
        throw new WayRefused(say.excelUnknownEpoch, new Error(`DATE(1904,1,2) = ${days}`));
      }
      return {
        item: body('item'),
        sheets: body<{ readonly value: readonly SheetInfo[] }>('sheets').value,
        tables: new Map(body<{ readonly value: readonly SheetInfo[] }>('tables').value.map((t) => [t.name, t.id])),
        dateSystem,
      };
    },

    run: async (operation, parts, again) => {
      const outcomes: SessionOutcome[] = [];
      for (let ended = 0; outcomes.length < parts.length; ) {
        const sent = fitting(parts.slice(outcomes.length));
        const answered = await chunk(operation, sent, again);
        const failed = answered.findIndex(({ kind }) => kind !== 'done');
        if (failed < 0) {
          outcomes.push(...answered);
          continue;
        }
        const { failure } = answered[failed] as { readonly failure: GraphFailure };
        if (endsSession(failure)) session = null;
        if (isSessionOver(failure) && ++ended < SESSIONS) {
          outcomes.push(...answered.slice(0, failed));
          continue;
        }
        outcomes.push(...answered);
        while (outcomes.length < parts.length) outcomes.push({ kind: 'untried' });
      }
      return outcomes;
    },

    get: async <T>(operation: Operation, target: string): Promise<T> => {
      for (let ended = 0; ; ended++) {
        try {
          return await operation.get<T>(workbook + target, inSession(await idOf(operation)));
        } catch (thrown) {
          if (!(thrown instanceof RequestRefused) || !isSessionOver(thrown.failure) || ended === SESSIONS) throw thrown;
          session = null;
        }
      }
    },
  };
};

/** Characters of one $batch: nobody publishes a limit, and 4 MB is the smallest of those that Graph has elsewhere. */
const LARGEST = 3_000_000;

/** The first of them that fit in one request; one always does. */
const fitting = (parts: readonly RangePart[]): readonly RangePart[] => {
  let size = 0;
  const end = parts.findIndex(({ body }, i) => {
    size += JSON.stringify(body ?? '').length;
    return i > 0 && (i === BATCH_LIMIT || size > LARGEST);
  });
  return end < 0 ? parts : parts.slice(0, end);
};

const inSession = (id: string) => ({ 'workbook-session-id': id });
/** False where no other attempt is left. */
const waits = (operation: Operation, failure: GraphFailure): Promise<boolean> =>
  operation.pause(failure).then(
    () => true,
    (end) => {
      if (end instanceof RequestRefused) return false;
      throw end;
    },
  );
const PERSISTENT = { persistChanges: true };
const FAILED_DEPENDENCY = 424;
const UNTRIED: SessionOutcome = { kind: 'untried' };

/** What DATE(1904,1,2) is in either system: the only place where the API lets anybody see which one a workbook has. */
const DAYS = { 1900: 1463, 1904: 1 } as const;

/**
 * The item first: where that can be read and a session cannot be had, it is the API that refuses. Only what comes after
 * the session could use it, and a batch cannot pass on its id.
 */
const opening = (address: ItemAddress, workbook: string, session: string | null): BatchRequest[] => {
  const inIt = session === null ? {} : { headers: inSession(session) };
  const created: BatchRequest = {
    id: 'session',
    method: 'POST',
    url: `${workbook}/createSession`,
    body: PERSISTENT,
    dependsOn: ['item'],
  };
  return [
    { id: 'item', method: 'GET', url: pathOf(address) },
    ...(session === null ? [created] : []),
    {
      id: 'sheets',
      method: 'GET',
      url: `${workbook}/worksheets?$select=id,name`,
      dependsOn: [session === null ? 'session' : 'item'],
      ...inIt,
    },
    { id: 'tables', method: 'GET', url: `${workbook}/tables?$select=id,name`, dependsOn: ['sheets'], ...inIt },
    {
      id: 'epoch',
      method: 'POST',
      url: `${workbook}/functions/date`,
      body: { year: 1904, month: 1, day: 2 },
      dependsOn: ['tables'],
      ...inIt,
    },
  ];
};

interface HasId {
  readonly id: string;
}

/** https://learn.microsoft.com/graph/api/resources/workbookoperation */
interface LongRunning {
  readonly status: 'notStarted' | 'running' | 'succeeded' | 'failed';
  readonly resourceLocation?: string;
  readonly error?: unknown;
}

/** Milliseconds between looks at what was accepted: a hundred seconds in all, within a function's time. */
const POLLS = [2_000, 3_000, 5_000, 10_000, 20_000, 30_000, 30_000];

/**
 * It could not be opened in the time that one request has: https://learn.microsoft.com/graph/api/workbook-createsession,
 * https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/3907, https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/397
 */
const isTooSlow = (failure: GraphFailure): boolean =>
  failure.status === 504 || says(failure, 'genericFileOpenError', 'maxRequestDurationExceeded');

const outcomeOf = (answer: BatchAnswer | undefined): SessionOutcome => {
  if (!answer) return UNTRIED;
  if (answer.ok) return { kind: 'done', body: answer.body };
  return { kind: answer.failure.status >= 500 ? 'unknown' : 'refused', failure: answer.failure };
};

/** Another session may be had at once: https://learn.microsoft.com/graph/workbook-error-handling */
export const isSessionOver = (failure: GraphFailure): boolean =>
  says(failure, 'invalidSessionReCreatable', 'invalidSession', 'sessionNotFound', 'invalidSessionUnexpected');

/** After an error that nobody explains the session is not to be used any more. */
const endsSession = (failure: GraphFailure): boolean =>
  isSessionOver(failure) || failure.codes.some((code) => /^(invalidSession|internalServerError)/i.test(code));

const NOT_THERE = [400, 404, 405, 406, 501];

const UNSUPPORTED = say.excelCannotOpen;
const NOT_LET_IN = say.excelRefusesApp;
const ABSENT = say.excelNotThere;

/** Why this API does not open it, where the file may do; null where that says nothing about the API. */
const whyNot = (failure: GraphFailure): Words | null => {
  if (isTooSlow(failure)) return say.excelTooSlow;
  if (says(failure, 'unsupportedWorkbook', 'invalidSessionUnsupportedWorkbook')) return UNSUPPORTED;
  if (failure.status === 403) return NOT_LET_IN;
  return NOT_THERE.includes(failure.status) ? ABSENT : null;
};

/** Why a workbook could not be opened. Where the item itself could be read, the file may do. */
const refusal = (part: string, failure: GraphFailure): Error => {
  if (part === 'item' || isLocked(failure) || isThrottled(failure) || failure.status === 401)
    return new RequestRefused(failure);
  const why = whyNot(failure);
  return why ? new WayRefused(why, new RequestRefused(failure)) : new RequestRefused(failure);
};

/** A sheet, by the id that it keeps under every name. */
export const sheetPath = (id: string): string => path`/worksheets/${id}`;
