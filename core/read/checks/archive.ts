/** The check of archived documents: without its date, one does not count. */
import type { RowCheck } from './check.ts';

export const ARCHIVE_CHECKS: readonly RowCheck<'archive'>[] = [
  {
    // Only with its date a document counts as archived.
    code: 'required',
    column: 'archivedOn',
    find: ({ archivedOn }) => (archivedOn === null ? {} : null),
  },
];
