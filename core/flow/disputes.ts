import type { Row } from '../snapshot.ts';
import type { Matter, Part } from './matter.ts';
import type { Source } from './source.ts';

/** A disagreement that people filed, which both owners settle, then their leaders, then the executive. */
export type Dispute = Row<'escalations'>;

export const disputesOf = (source: Source): Part & { readonly disputes: ReadonlyMap<string, Dispute> } => {
  const matters: Matter[] = [];
  void source;
  return { matters, missing: [], disputes: new Map() };
};
