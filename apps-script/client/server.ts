/** Calls of a page to the script behind it. */
import type { CallFailure } from '../protocol.ts';

interface Runner {
  withSuccessHandler(done: (answer: unknown) => void): Runner;
  withFailureHandler(failed: (error: Error) => void): Runner;
  [name: string]: (...args: never[]) => unknown;
}

declare const google: {
  readonly script: { readonly run: Runner; readonly host: { close(): void } };
};

/** What the script answered instead of a result, in words for people. */
export class ServerError extends Error {}

const isFailure = (answer: unknown): answer is CallFailure =>
  typeof answer === 'object' && answer !== null && 'error' in answer;

/** Calls a top-level function of the script. Throws ServerError with a sentence to show. */
export const call = <T>(name: string, ...args: readonly unknown[]): Promise<T> =>
  new Promise((resolve, reject) => {
    const run = google.script.run
      .withSuccessHandler((answer) => {
        if (isFailure(answer)) reject(new ServerError(answer.error.message));
        else resolve(answer as T);
      })
      .withFailureHandler((error) => reject(new ServerError(error.message)));
    (run[name] as (...args: readonly unknown[]) => void)(...args);
  });

/** Closes the sidebar or the dialog this page is shown in. */
export const close = (): void => google.script.host.close();
