import type { Day } from '../day.ts';
import type { Duty } from './duty.ts';
import type { Part } from './matter.ts';
import type { Request } from './requests.ts';
import type { Source } from './source.ts';

/** How far a request's acceptance and closing have come. */
export interface Accepted {
  /** A round has begun. */
  readonly accepting: boolean;
  /** The day a round passed. */
  readonly passedOn: Day | null;
  readonly archivedOn: Day | null;
}

export interface Acceptance extends Part {
  readonly byRequest: ReadonlyMap<string, Accepted>;
  /** What is owed to the request itself: a first round, the retrospective, the archive. */
  readonly owed: ReadonlyMap<string, readonly Duty[]>;
}

export const acceptanceOf = (source: Source, requests: ReadonlyMap<string, Request>): Acceptance => {
  void source;
  void requests;
  return { matters: [], missing: [], byRequest: new Map(), owed: new Map() };
};
