/** The task that checks a workbook's rows and writes their marks. */
import { framesOf, type Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { BatonError } from '../errors.ts';
import type { CheckTask, WorkbookStore } from '../ports.ts';
import { markWorkbook } from '../sweep/mark.ts';
import type { JsonAnswer } from './call.ts';

export interface CheckParts {
  readonly open: (uri: string) => WorkbookStore;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
}

/**
 * Checks a workbook's rows and writes their marks. Baton's own writes cause a check as well, which then finds nothing to
 * write. Nobody is mailed: what a check could not do, the next change brings again, and a sweep tells of it.
 */
export const checkTask = async (
  { open, clock }: CheckParts,
  { workbook }: Pick<CheckTask, 'workbook'>,
  log: Log,
): Promise<JsonAnswer> => {
  const about = { workbook: workbookKey(workbook) };
  try {
    const { marked, receipts } = await markWorkbook(open(workbook), clock());
    const counts = {
      marked: marked ?? 0,
      written: receipts.filter(({ outcome }) => outcome === 'written').length,
      conflicts: receipts.filter(({ outcome }) => outcome === 'conflict').length,
    };
    log('INFO', 'checked', { ...about, ...counts, status: 200 });
    return { status: 200, body: { ...about, ...counts } };
  } catch (error) {
    const isOurs = error instanceof BatonError;
    const status = isOurs && error.kind !== 'backend' ? 200 : 503;
    const code = isOurs ? error.code : 'internal';
    // What may pass comes again.
    log(isOurs && status === 503 ? 'WARNING' : 'ERROR', 'not checked', {
      ...about,
      code,
      status,
      ...(!isOurs && { frames: framesOf(error) }),
    });
    return { status, body: { ...about, error: { code } } };
  }
};
