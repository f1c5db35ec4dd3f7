/** Which workbooks a call of `sweep` names, sorted into teams that share a book. */
import { extname } from 'node:path';
import type { Sharing } from '../../core/read/shared.ts';
import { ensure, only } from '../../core/text/maps.ts';
import { isPath } from '../connect/connect.ts';
import { BatonError, EXIT } from '../errors.ts';
import { createBooks } from '../many/book.ts';
import { readRegistry } from '../many/registry.ts';
import { TEAM_MOST } from '../many/teams.ts';
import { openNamed, uriGiven } from './reading.ts';
import { errorOf, shownPath, type Terminal } from './terminal.ts';

/** Workbooks that are swept in one round. */
export interface Team {
  readonly files: readonly string[];
  /** What they share. */
  readonly shared: Sharing | undefined;
}

/** Whether a list of workbooks is meant, and not a workbook. */
export const isList = (file: string): boolean => isPath(file) && extname(file).toLowerCase() === '.json';

/** Whether a call names one workbook and nothing else. */
export const isAlone = (named: readonly string[]): boolean => {
  const name = only(named);
  return name !== undefined && !isList(name);
};

/**
 * What a call names as teams: with a book for all of them all workbooks are one; without, each is one of its own. A list of
 * workbooks (.json) has its teams from its rows, and what cannot be used of it is noted. A team of more than fit into a round
 * is cut. BatonError `book-unreadable` for the book of the call; one that a list names keeps nobody from being reminded.
 */
export const teamsIn = async (terminal: Terminal, named: readonly string[], book?: string): Promise<Team[]> => {
  const books = createBooks(openNamed);
  const shared = book === undefined ? undefined : await books(book);
  const byBook = new Map<string, string[]>();
  const add = (file: string, of: string | null) => ensure(byBook, of ?? `${byBook.size} alone`, () => []).push(file);
  for (const file of named) {
    if (!isList(file)) add(file, book ?? null);
    else for (const one of await listed(terminal, file)) add(one.file, book ?? one.book);
  }
  const teams: Team[] = [];
  for (const [of, files] of byBook) {
    const own = of.endsWith(' alone')
      ? undefined
      : (shared ?? (await books(of).catch((error) => noted(terminal, error))));
    for (let from = 0; from < files.length; from += TEAM_MOST) {
      teams.push({ files: files.slice(from, from + TEAM_MOST), shared: own });
    }
  }
  return teams;
};

const listed = async (terminal: Terminal, file: string) => {
  const { workbooks, bad } = await readRegistry(uriGiven(file));
  for (const { row, words } of bad) {
    terminal.note(terminal.say.fleet.badRow(file, row, words[terminal.locale]));
    terminal.exit(EXIT.data);
  }
  return workbooks
    .filter(({ paused }) => !paused)
    .map(({ uri, book }) => ({ file: isPath(uri) ? shownPath(uri) : uri, book }));
};

const noted = (terminal: Terminal, error: unknown): undefined => {
  if (!(error instanceof BatonError)) throw error;
  const { message, exit } = errorOf(terminal, error);
  terminal.note(message);
  terminal.exit(exit);
};
