/** A short key for a workbook, in place of its path or address. */
import { textHash } from './text-hash.ts';

/** A workbook's name where its URI has no place: in logs and links, as a path may hold somebody's name, and in a task's name. */
export const workbookKey = (uri: string): string => textHash(uri).slice(0, 16);
