import { w } from '../../../sheet-templates/index.ts';
import { BATCH_LIMIT, type BatchAnswer, type BatchRequest, batch } from '../../microsoft/batch.ts';
import { type GraphClient, NotDone, type Operation, path, Refused } from '../../microsoft/client.ts';
import { type GraphFailure, isLocked, isThrottled, says } from '../../microsoft/failure.ts';
import { type Item, pathOf } from './item.ts';
import { type ItemAddress, WayRefused } from './way.ts';

/** One request about the workbook, below `/workbook`. */
export interface Part {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Made with `path`. */
  readonly target: string;
  readonly body?: unknown;
}

/** What became of a part. `untried`: one before it failed. `unknown`: nobody knows whether it was done. */
export type Outcome =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'refused' | 'unknown'; readonly failure: GraphFailure }
  | { readonly kind: 'untried' };

export interface SheetInfo {
  readonly id: string;
  readonly name: string;
}

/** What a workbook consists of. */
export interface Contents {
  readonly item: Item;
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
  run(operation: Operation, parts: readonly Part[], again: boolean): Promise<readonly Outcome[]>;
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

  const begun = (body: unknown) => {
    session = (body as { readonly id: string }).id;
  };
  const idOf = async (operation: Operation): Promise<string> => {
    if (session === null) begun(await operation.post(`${workbook}/createSession`, PERSISTENT, { again: true }));
    return session!;
  };
  const headers = (id: string) => ({ 'workbook-session-id': id });

  /** One $batch: fully in sequence, as requests of one workbook have to be. */
  const chunk = async (operation: Operation, parts: readonly Part[], again: boolean): Promise<Outcome[]> => {
    const id = await idOf(operation);
    const requests = parts.map(
      ({ method, target, body }, i): BatchRequest => ({
        id: String(i + 1),
        method,
        url: workbook + target,
        headers: headers(id),
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
    await operation.post(`${workbook}/closeSession`, undefined, { headers: headers(id) }).catch(() => {});
  };

  return {
    close,

    open: async (operation) => {
      let answers: ReadonlyMap<string, BatchAnswer>;
      for (let ended = 1; ; ended++) {
        answers = await batch(operation, opening(address, workbook), now, { again: true });
        const failed = [...answers].find(([, answer]) => !answer.ok && answer.failure.status !== FAILED_DEPENDENCY);
        if (!failed) break;
        const { failure } = failed[1] as { readonly failure: GraphFailure };
        if (!isSessionOver(failure) || ended === SESSIONS) throw refusal(failed[0], failure);
      }
      const body = <T>(id: string) => (answers.get(id) as { readonly body: T }).body;
      begun(body('session'));
      const days = body<{ readonly value: unknown }>('epoch').value;
      const dateSystem = days === DAYS[1900] ? 1900 : days === DAYS[1904] ? 1904 : null;
      if (dateSystem === null) {
        await close(operation);
        throw new WayRefused(UNKNOWN_EPOCH, new Error(`DATE(1904,1,2) = ${days}`));
      }
      return {
        item: body('item'),
        sheets: body<{ readonly value: readonly SheetInfo[] }>('sheets').value,
        tables: new Map(body<{ readonly value: readonly SheetInfo[] }>('tables').value.map((t) => [t.name, t.id])),
        dateSystem,
      };
    },

    run: async (operation, parts, again) => {
      const outcomes: Outcome[] = [];
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
          return await operation.get<T>(workbook + target, headers(await idOf(operation)));
        } catch (thrown) {
          if (!(thrown instanceof Refused) || !isSessionOver(thrown.failure) || ended === SESSIONS) throw thrown;
          session = null;
        }
      }
    },
  };
};

/** Characters of one $batch: nobody publishes a limit, and 4 MB is the smallest of those that Graph has elsewhere. */
const LARGEST = 3_000_000;

/** The first of them that fit in one request; one always does. */
const fitting = (parts: readonly Part[]): readonly Part[] => {
  let size = 0;
  const end = parts.findIndex(({ body }, i) => {
    size += JSON.stringify(body ?? '').length;
    return i > 0 && (i === BATCH_LIMIT || size > LARGEST);
  });
  return end < 0 ? parts : parts.slice(0, end);
};

const PERSISTENT = { persistChanges: true };
const FAILED_DEPENDENCY = 424;
const UNTRIED: Outcome = { kind: 'untried' };

/** What DATE(1904,1,2) is in either system: the only place where the API lets anybody see which one a workbook has. */
const DAYS = { 1900: 1463, 1904: 1 } as const;

/**
 * The item first: where that can be read and a session cannot be had, it is the API that refuses. Only what comes after
 * the session could use it, and a batch cannot pass on its id.
 */
const opening = (address: ItemAddress, workbook: string): BatchRequest[] => [
  { id: 'item', method: 'GET', url: pathOf(address) },
  { id: 'session', method: 'POST', url: `${workbook}/createSession`, body: PERSISTENT, dependsOn: ['item'] },
  { id: 'sheets', method: 'GET', url: `${workbook}/worksheets?$select=id,name`, dependsOn: ['session'] },
  { id: 'tables', method: 'GET', url: `${workbook}/tables?$select=id,name`, dependsOn: ['sheets'] },
  {
    id: 'epoch',
    method: 'POST',
    url: `${workbook}/functions/date`,
    body: { year: 1904, month: 1, day: 2 },
    dependsOn: ['tables'],
  },
];

const outcomeOf = (answer: BatchAnswer | undefined): Outcome => {
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

const UNKNOWN_EPOCH = w('它没有说明日期从哪一年算起', 'it does not tell from which year its dates are counted');

const NOT_THERE = [400, 404, 405, 406, 501];

/** Why a workbook could not be opened. Where the item itself could be read, the file may do. */
const refusal = (part: string, failure: GraphFailure): Error => {
  if (part === 'item' || isLocked(failure) || isThrottled(failure) || failure.status === 401)
    return new Refused(failure);
  const why = says(failure, 'unsupportedWorkbook', 'invalidSessionUnsupportedWorkbook')
    ? w(
        '它打不开这个工作簿：太大，或含有它不支持的内容',
        'it cannot open this workbook, which is too large or holds what it does not support',
      )
    : failure.status === 403
      ? w('它不接受这个应用', 'it does not take this app')
      : NOT_THERE.includes(failure.status)
        ? w('这里没有这个接口', 'it is not there')
        : null;
  return why ? new WayRefused(why, new Refused(failure)) : new Refused(failure);
};

/** A sheet, by the id that it keeps under every name. */
export const sheetPath = (id: string): string => path`/worksheets/${id}`;
