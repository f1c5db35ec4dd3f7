/** Opens and reads the workbook that a command names. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { readArchives, wholeLedger, withoutArchives } from '../../core/keep/archives.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import { type ReadContext, readSnapshot } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { only } from '../../core/text/maps.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { inEach } from '../../sheet-templates/index.ts';
import { asTyped } from '../base/as-typed.ts';
import { findBackend, isPath, openWorkbook } from '../connect/connect.ts';
import { BatonError } from '../errors.ts';
import type { WorkbookStore } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { pathFromCaller, shownPath, type Terminal } from './terminal.ts';

const say = inAll('calls');

/** A workbook as a command looks at it. */
export interface Reading {
  readonly raw: RawWorkbook;
  readonly context: ReadContext;
  readonly snapshot: Snapshot;
}

export const realNow = (): string => new Date().toISOString();

/** The URI as the process can open it: what is a path is meant from where the caller stood. */
export const uriGiven = (given: string): string => (isPath(given) ? pathFromCaller(given) : given);

/** The workbook that a call names, else the only one that was set up. Throws BatonError `missing-argument` (call). */
export const workbookOr = ({ own, isAbout }: Pick<Terminal, 'own' | 'isAbout'>, given: string | undefined): string => {
  const workbook = given ?? only(own?.config.workbooks ?? []);
  if (workbook === undefined) throw nothingNamed();
  const shown = given === undefined && isPath(workbook) ? shownPath(workbook) : workbook;
  isAbout(shown);
  return shown;
};

/** All that were set up, as the caller can type them. Throws BatonError `missing-argument` (call). */
export const ownWorkbooks = ({ own }: Pick<Terminal, 'own'>): readonly string[] => {
  const all = own?.config.workbooks ?? [];
  if (all.length === 0) throw nothingNamed();
  return all.map((one) => (isPath(one) ? shownPath(one) : one));
};

/**
 * What a call like `explain [workbook] <item>` names: the workbook, else the only one that was set up, and the others, which are all wanted.
 * `given`: in the order of the call, as commander has it. Throws BatonError `missing-argument` (call).
 */
export const workbookAnd = <const Names extends readonly string[]>(
  terminal: Pick<Terminal, 'own' | 'isAbout'>,
  given: readonly (string | undefined)[],
  names: Names,
): readonly [workbook: string, ...others: { readonly [At in keyof Names]: string }] => {
  const words = given.flatMap((word) => word ?? []);
  const [first] = words;
  const isNamed = words.length > names.length || (first !== undefined && isWorkbook(first));
  const others = isNamed ? words.slice(1) : words;
  const missing = names[others.length];
  if (missing !== undefined) throw notNamed(missing);
  return [workbookOr(terminal, isNamed ? first : undefined), ...others] as never;
};

/** Rather a workbook than anything in one: a file that is there or is called like one, or the address of one online. */
const isWorkbook = (text: string): boolean => {
  const named = findBackend(text);
  if (named === null) return false;
  return named.backend.scheme !== null || /\.xls[xm]$/i.test(text) || existsSync(uriGiven(text));
};

const nothingNamed = (): BatonError => notNamed('workbook');

const notNamed = (name: string): BatonError =>
  new BatonError(
    'call',
    'missing-argument',
    inEach((locale) => LANGUAGES[locale].cli.call.missingArgument(name)),
  );

/** The store of a workbook, whose errors say which file they are about: damaged bytes do not know what they are called. */
export const openNamed = (given: string): WorkbookStore => {
  const store = openWorkbook(uriGiven(given));
  const { archive, letterLog } = store;
  return {
    read: (options) => store.read(options).catch(nameIn(given)),
    apply: (writes, shown) => store.apply(writes, shown).catch(nameIn(given)),
    ...(letterLog && { letterLog: (workbook) => letterLog(workbook).catch(nameIn(given)) }),
    ...(archive && { archive: (moves, writes) => archive(moves, writes).catch(nameIn(given)) }),
  };
};

/** Throws an error again, with the file in front where the sentence does not name it. */
export const nameIn =
  (file: string) =>
  (error: unknown): never => {
    if (!(error instanceof BatonError) || error.kind === 'call' || error.words.en.includes(basename(file))) throw error;
    const { kind, code, words } = error;
    throw new BatonError(kind, code, say.inFile({ file, words }), error);
  };

/** Reads a workbook as of an instant. BatonError `nothing-recognised` (data) when no sheet of it is any of ours. */
export const openReading = (given: string, now = realNow()): Promise<Reading> =>
  // A sheet is read when it is first asked for, and may be found broken then.
  readingOf(given, now).catch(nameIn(given));

const readingOf = async (given: string, now: string): Promise<Reading> => {
  const raw = await openNamed(given).read();
  mustBeRecognised(raw, given);
  const context = await readContextOf(raw, now);
  return { raw, context, snapshot: readSnapshot(raw, context) };
};

/** The same with all that was ever mailed: what a roll-over moved to archives is in the ledger again. */
export const readWithArchives = async (given: string, now = realNow()): Promise<Reading> => {
  const whole = await openNamed(given).read({ archives: true });
  const raw = withoutArchives(whole);
  mustBeRecognised(raw, given);
  const context = await readContextOf(raw, now);
  const snapshot = readSnapshot(raw, context);
  return {
    raw,
    context,
    snapshot: { ...snapshot, ledger: wholeLedger(snapshot.ledger, readArchives(whole, context)) },
  };
};

export const mustBeRecognised = (raw: RawWorkbook, given: string): void => {
  if (locate(raw).tabs.size === 0) throw nothingRecognised(raw.name, asTyped(given));
};

const nothingRecognised = (name: string, file: string) =>
  new BatonError('data', 'nothing-recognised', say.nothingRecognised({ name, file }));
