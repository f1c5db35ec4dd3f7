import { must } from '../../core/text/must.ts';

/** Runs a call to Google's services; one that fails is tried once more: most such failures are gone the next moment. */
export const attempt = <T>(call: () => T): T => {
  try {
    return call();
  } catch {
    return call();
  }
};

/** Everything that is done to one document takes turns by it. */
export const documentLock = () => must(LockService.getDocumentLock(), 'lock of the document');

/** Runs what a trigger asks for. Nobody is there to read an error of a trigger: it goes to the log, and the sheet stays as it was. */
export const quietly = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    console.error(error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error));
  }
};
