import type { Day } from '../day.ts';
import type { RecordOf } from '../snapshot.ts';
import type { Part } from './matter.ts';
import type { Request } from './requests.ts';
import type { Signing } from './signing.ts';
import type { Source } from './source.ts';

/** A meeting with what follows from its topics and minutes. */
export interface Meeting {
  readonly id: string;
  readonly values: RecordOf<'meetings'>;
  /** Its end has passed. */
  readonly over: boolean;
}

export interface Meetings extends Part {
  readonly meetings: ReadonlyMap<string, Meeting>;
  /** The day of each request's kick-off, once it is over. */
  readonly kickoffs: ReadonlyMap<string, Day>;
}

export const meetingsOf = (source: Source, requests: ReadonlyMap<string, Request>, signing: Signing): Meetings => {
  void source;
  void requests;
  void signing;
  return { matters: [], missing: [], meetings: new Map(), kickoffs: new Map() };
};
