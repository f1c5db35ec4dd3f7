/** The words with which a request's standing begins in a cell, in the order in which requests go. */
import type { Locale } from '../../sheet-templates/index.ts';
import { standing as english } from './flow.en.ts';
import { standing as chinese } from './flow.zh-CN.ts';
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
] as const satisfies readonly (keyof typeof english)[];

/** Their figures, which are left out. */
const NONE = { needed: 0, confirmed: 0, done: 0, tasks: 0 };

/** How each begins in a cell, in that order; some go on with figures in brackets. */
export const standings = (locale: Locale): string[] =>
  STANDINGS.map((key) =>
    (locale === 'en' ? english : chinese)[key](NONE, speaker(locale, 0)).split(/[(（]/)[0]!.trim(),
  );
