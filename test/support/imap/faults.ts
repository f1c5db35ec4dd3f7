/** How an IMAP server misbehaves at a command. */

/**
 * What happens to a command: the connection ends before or after its effect, nobody answers, the server says something else (`isDone`: although it did
 * it), or what it says is a proxy's page, or ends in the middle.
 */
export type ImapFault =
  | `drop-${'before' | 'after'}`
  | 'silent'
  | 'silent-after'
  | 'page'
  | 'cut-off'
  | { readonly no: string; readonly isDone?: true }
  | { readonly bad: string; readonly isDone?: true }
  | { readonly bye: string };

/** A proxy's page, where an answer should be. */
export const PAGE = '<!doctype html><title>Please sign in to this network</title>\r\n';

/** What is said instead of the answer; null where nothing is. */
export const refusalOf = (fault: ImapFault | undefined): { readonly said: string; readonly isDone: boolean } | null => {
  if (typeof fault !== 'object' || 'bye' in fault) return null;
  return { said: 'no' in fault ? `NO ${fault.no}` : `BAD ${fault.bad}`, isDone: fault.isDone === true };
};
