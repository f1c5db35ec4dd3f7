/** What time it is by the service that keeps a workbook. */

/** Long enough for a slow network. */
const PATIENCE_MS = 10_000;

/**
 * What time it is by the `Date` that a server puts on any answer (RFC 9110, 6.6.1), in whole seconds; ISO 8601. Nobody signs in for
 * that. Null where no answer comes.
 */
export const serverTime = async (root: string): Promise<string | null> => {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(root, { method: 'HEAD', redirect: 'manual', signal }).catch(() => null);
  const date = Date.parse(answer?.headers.get('date') ?? '');
  return Number.isNaN(date) ? null : new Date(date).toISOString();
};
