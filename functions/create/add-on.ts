/** Puts the add-on into a Google spreadsheet by clasp, Google's own tool: it signs in, makes the script there, and pushes the files. */
import { inAll } from '../../core/messages/in-all.ts';
import type { Words } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

const say = inAll('addOnInstall');

/** What the installing needs of this machine. */
export interface AddOnHost {
  /** Runs clasp with these arguments, its questions and words on the terminal; answers its exit code. */
  readonly clasp: (args: readonly string[]) => Promise<number>;
  readonly isSignedIn: () => Promise<boolean>;
  /** Puts the built files where clasp works. */
  readonly copyFiles: () => Promise<void>;
  readonly tell: (words: Words) => void;
}

/** The id in a spreadsheet's address, or an id by itself. BatonError `not-a-spreadsheet` (call). */
export const spreadsheetIdIn = (text: string): string => {
  const id = /\/spreadsheets\/(?:u\/\d+\/)?d\/([\w-]+)/.exec(text)?.[1] ?? /^(?:gsheet:)?([\w-]{20,})$/.exec(text)?.[1];
  if (id === undefined) throw new BatonError('call', 'not-a-spreadsheet', say.noSpreadsheet({ text }));
  return id;
};

/** Makes the script and fills it. BatonError `add-on-failed` (backend) with the step that did not work. */
export const installAddOn = async (id: string, { clasp, isSignedIn, copyFiles, tell }: AddOnHost): Promise<void> => {
  const step = async (...args: readonly [string, ...string[]]): Promise<void> => {
    if ((await clasp(args)) !== 0) throw new BatonError('backend', 'add-on-failed', say.failed({ step: args[0] }));
  };
  if (!(await isSignedIn())) {
    tell(say.signIn);
    await step('login');
  }
  tell(say.make);
  await step('create-script', '--parentId', id, '--title', 'Baton', '--rootDir', '.');
  // Making the script brings an empty manifest along, which gives way to ours.
  await copyFiles();
  tell(say.push);
  await step('push', '--force');
};
