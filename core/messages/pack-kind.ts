/** The kinds of documents of an archive package. */
import type { IdTab } from '../../sheet-templates/index.ts';

/** A document of an archive package: most are a tab; topics and actions are part of the meetings'. */
export type PackKind =
  | Exclude<IdTab, 'requests' | 'raci' | 'topics' | 'actions' | 'archive'>
  | 'request'
  | 'division'
  | 'matrix'
  | 'tracker'
  | 'ledger';
