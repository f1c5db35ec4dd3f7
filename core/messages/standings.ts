/** The words with which a request's standing begins in a cell, in the order in which requests go. */
import type { Locale } from '../../sheet-templates/index.ts';
import type { StandingCode } from './facts.ts';
import { FLOW } from './languages.ts';
import { speaker } from './speaker.ts';

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

/** Their figures, which are left out. */
const NONE = { needed: 0, confirmed: 0, done: 0, tasks: 0 };

/** How each begins in a cell, in that order; some go on with figures in brackets. */
export const standings = (locale: Locale): string[] =>
  STANDINGS.map((key) => FLOW[locale].standing[key](NONE, speaker(locale, 0)).split(/[(（]/)[0]!.trim());
