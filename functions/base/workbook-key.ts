/** A short key for a workbook, in place of its path or address. */
import { createHash } from 'node:crypto';

/** A workbook's name where its URI has no place: in logs and links, as a path may hold somebody's name, and in a task's name. */
export const workbookKey = (uri: string): string => createHash('sha256').update(uri).digest('hex').slice(0, 16);
