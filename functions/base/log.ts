/** A structured log that has no field for names, addresses or the text of cells. */
import type { DeliveryStatus } from '../../core/record/delivery.ts';

/** As Cloud Logging reads it from a line of JSON: https://docs.cloud.google.com/logging/docs/structured-logging */
export type Severity = 'INFO' | 'WARNING' | 'ERROR';

/** All that a log may say: ids, codes and counts. Names, addresses and what stands in cells have no field here. */
export interface LogFacts {
  /** `workbookKey`, by which a workbook is found again in the registry. */
  readonly workbook?: string;
  /** The sweep's date, ISO. */
  readonly date?: string;
  readonly attempt?: number;
  readonly status?: number;
  readonly outcome?: string;
  /** An error's code, ours or the system's. */
  readonly code?: string;
  /** The chat in which somebody pressed a button. */
  readonly by?: string;
  readonly row?: number;
  readonly workbooks?: number;
  readonly paused?: number;
  readonly taken?: number;
  readonly known?: number;
  readonly failed?: number;
  readonly sent?: number;
  readonly answered?: number;
  readonly ignored?: number;
  readonly left?: number;
  /** Rows of a record that went to an archive. */
  readonly moved?: number;
  /** Rows with a mark, and cells that were written for them. */
  readonly marked?: number;
  readonly written?: number;
  readonly problems?: number;
  readonly conflicts?: number;
  /** People who are still owed something, by how that stands. */
  readonly owed?: Readonly<Partial<Record<DeliveryStatus, number>>>;
  /** Where in the code it happened. */
  readonly frames?: readonly string[];
}

export type Log = (severity: Severity, message: string, facts?: LogFacts) => void;

export interface LogOptions {
  readonly requestId: string;
  /** The request's header of that name. */
  readonly header: (name: string) => string | undefined;
  /** The Google Cloud project, in which traces are named. */
  readonly project: string | null;
  readonly write: (line: string) => void;
}

/** Writes one line of JSON for each thing said, with the request and the trace that it belongs to. */
export const createLog = ({ requestId, header, project, write }: LogOptions): Log => {
  const trace = project === null ? null : traceOf(header);
  const fields = {
    requestId,
    ...(trace && {
      'logging.googleapis.com/trace': `projects/${project}/traces/${trace.id}`,
      'logging.googleapis.com/spanId': trace.span,
    }),
  };
  return (severity, message, facts = {}) => write(JSON.stringify({ severity, message, ...fields, ...facts }));
};

/** W3C Trace Context, else Google's older header `TRACE/SPAN;o=1`, whose span is decimal. */
const traceOf = (header: LogOptions['header']): { id: string; span: string } | null => {
  const [, id, span] = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-/.exec(header('traceparent') ?? '') ?? [];
  if (id && span) return { id, span };
  const [, older, decimal] = /^([\da-f]{32})\/(\d{1,20})/.exec(header('x-cloud-trace-context') ?? '') ?? [];
  return older && decimal ? { id: older, span: BigInt(decimal).toString(16).padStart(16, '0') } : null;
};

/** What a log may say of an error: where it happened. Its message may hold a path, an address or a cell's text. */
export const framesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? framesText(error)
        .split('\n')
        .flatMap((line) => /^ +(at .+)$/.exec(line)?.[1] ?? [])
        .slice(0, 8)
    : [];

/** Below the message, whose lines may begin as frames do. */
const framesText = ({ stack = '', message }: Error): string =>
  stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : '';
