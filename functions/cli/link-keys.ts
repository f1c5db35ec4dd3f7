/** Finds or makes the secret that signs the links in mails, for the command line. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inAll } from '../../core/messages/in-all.ts';
import { parseLinkKeys } from '../answer/link-keys.ts';
import { createLinks, type LinkOptions, type Links } from '../answer/links.ts';
import { isPath } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import { pathFromCaller } from './terminal.ts';

const say = inAll('connect');

const FILE = '.baton-link-key';

/** The file that keeps the secret of links: beside the workbook; for one that is no file, where the caller stands. */
const linkKeyFile = (uri: string): string => join(isPath(uri) ? dirname(uri) : pathFromCaller('.'), FILE);

/**
 * The secrets of links on this machine: BATON_LINK_KEY, else the file beside the workbook, which is made when there is none
 * and which only its owner may read. Throws BatonError `bad-link-key` (call).
 */
export const linkKeysFor = async (uri: string, given = process.env.BATON_LINK_KEY): Promise<LinkOptions['keys']> => {
  const file = linkKeyFile(uri);
  const keys = parseLinkKeys(given?.trim() || (await readOrMake(file)));
  if (keys === null) throw badKey(given?.trim() ? 'BATON_LINK_KEY' : file);
  return keys;
};

/** Each workbook's links are signed with the secret beside it, and those of all are opened. */
export const linksOf = async (uris: readonly string[], base: string): Promise<Links> => {
  const keys = new Map<string, LinkOptions['keys']>();
  for (const uri of uris) keys.set(uri, await linkKeysFor(uri));
  const [first = [], ...others] = keys.values();
  const all = [...new Set([...first, ...others.flat()])] as unknown as LinkOptions['keys'];
  return {
    linkTo: (uri, snapshot) => createLinks({ base, keys: keys.get(uri) ?? all }).linkTo(uri, snapshot),
    calendarOf: (uri, snapshot) => createLinks({ base, keys: keys.get(uri) ?? all }).calendarOf(uri, snapshot),
    openCalendar: createLinks({ base, keys: all }).openCalendar,
    open: createLinks({ base, keys: all }).open,
    recognise: createLinks({ base, keys: all }).recognise,
    pageOf: createLinks({ base, keys: all }).pageOf,
  };
};

const readOrMake = async (file: string): Promise<string> => {
  const fresh = randomBytes(32).toString('hex');
  try {
    await writeFile(file, `${fresh}\n`, { flag: 'wx', mode: 0o600 });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw notKept(file, error);
    return readFile(file, 'utf8');
  }
};

const badKey = (place: string) => new BatonError('call', 'bad-link-key', say.badLinkKey({ place }));

const notKept = (file: string, cause: unknown) =>
  new BatonError('backend', 'link-key-not-kept', say.linkKeyNotKept({ file }), cause);
