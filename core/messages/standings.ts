/** The words with which a request's standing begins in a cell, in the order in which requests go. */
import type { Locale } from '../../sheet-templates/index.ts';
import { type StandingCode, sayStanding } from './flow.ts';

/** Where requests stand, in the order in which they go. */
const STANDINGS = [
  'draft',
  'in-review',
  'sent-back',
  'with-departments',
  'confirmed',
  'kicked-off',
  'running',
  'acceptance',
  'retrospective',
  'archived',
  'cancelled',
] as const satisfies readonly StandingCode[];

/** How each begins in a cell, in that order; some go on with figures in brackets. */
export const standings = (locale: Locale): string[] =>
  STANDINGS.map((key) => sayStanding(key, {}, locale, 0).split(/[(（]/)[0]!.trim());
