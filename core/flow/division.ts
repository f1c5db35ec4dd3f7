import type { Day } from '../day.ts';
import type { Duty } from './duty.ts';
import type { Request } from './requests.ts';
import type { Signing } from './signing.ts';
import type { Source } from './source.ts';

/** The plan of each request after its kick-off: what it still lacks, and its signatures. Duties by request. */
export const divisionOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  kickoffs: ReadonlyMap<string, Day>,
  signing: Signing,
): ReadonlyMap<string, readonly Duty[]> => {
  void source;
  void requests;
  void kickoffs;
  void signing;
  return new Map();
};
