/** Adopts a team's own .xlsx file: recognises its sheets, adds what is lacking, reports. */
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { completionOf, isOurs, settingsOfBook } from '../../core/adopt/complete.ts';
import { matrixAdoptionOf } from '../../core/adopt/from-matrix.ts';
import { type AdoptChoices, type Adoption, adoptionOf, recogniseWorkbook } from '../../core/adopt/index.ts';
import { overviewSheet } from '../../core/adopt/overview.ts';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { followedIn } from '../../core/adopt/rebind.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { ofFiles as files } from '../../core/messages/words-of-files.ts';
import { readSnapshot } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import { GOES_ON, headNote, headOf, rowsLost } from '../../core/record/ledger.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { isZone, localTime, yearOf } from '../../core/time/calendar.ts';
import type { CellEdit, NewSheet, RawWorkbook } from '../../core/workbook.ts';
import { cellByCell } from '../../core/write/by-row.ts';
import { resolveWrites } from '../../core/write/write.ts';
import { CHECK, CHECKED } from '../../sheet-templates/check.ts';
import { countryNamed } from '../../sheet-templates/countries.ts';

import { LOCALES, type Locale } from '../../sheet-templates/index.ts';
import { changeXlsxFile, openXlsxFile } from '../adapters/xlsx-file/store.ts';
import type { FileChange } from '../backend.ts';
import { asTyped } from '../base/as-typed.ts';
import { BatonError } from '../errors.ts';
import { officialDaysOf } from '../reading/holidays.ts';
import { type ZoneAndCountry, zoneAndCountry } from '../reading/place.ts';
import { asideEnd, asideRun } from '../sweep/claim.ts';
import { freshWorkbookId } from '../sweep/location.ts';
import { isRecordLost } from '../sweep/notes.ts';
import { withLists } from '../xlsx/lists.ts';
import { readAgain } from './again.ts';
import { adoptedForecast } from './ahead.ts';
import { mustBeThere } from './choices.ts';
import { matrixAdoptedReport } from './matrix.ts';
import { type OtherFile, otherFormat, readConverted } from './open.ts';
import { NothingToAdopt } from './refusal.ts';
import { type AdoptReport, adoptedReport, completedReport } from './report.ts';

const say = inAll('adopt');
const formats = inAll('formats');

export interface AdoptOptions {
  /** Writes an adopted copy there, where nothing may be yet, and leaves the file as it is. */
  readonly out?: string;
  /** The workbook's language; what most of its tasks are written in when absent. */
  readonly locale?: Locale;
  /** IANA name, and the code of a country or `none`; as for a new workbook when absent. */
  readonly zone?: string;
  readonly country?: string;
  /** What a person says of how it is read; all else is guessed, and only what is sure is taken. */
  readonly said?: ReadingChoices;
  /** The file as it can be typed: what a refusal says to go on with. */
  readonly named?: string;
  /** ISO 8601; the calendar is filled in from the year before. */
  readonly now: string;
}

/**
 * Makes a team's own .xlsx a Baton workbook, as it is: their sheets stay, ids are given where they have none, and the
 * sheets that Baton needs are added. The tasks of a RACI matrix are taken over into a sheet of ours, and the matrix stays
 * as it is. A workbook of Baton's own tabs gets the ones it lacks, and a copy of one becomes a workbook of its own. All
 * or nothing. What is said of one that is followed already changes how it is read.
 * What is an .xls, .ods or .csv becomes a new .xlsx beside it, and stays.
 * @throws NothingToAdopt when no sheet of it holds tasks; BatonError what reading and writing a file refuses, 'data':
 * unread-format, xml-2003-file, and 'call': file-exists, not-xlsx, zone-unknown, country-unknown
 */
export const adoptFile = async (file: string, options: AdoptOptions): Promise<AdoptReport> => {
  const other = await otherFormat(file);
  if (other) return adoptConverted(file, other, options);
  if (options.out === undefined) return adoptInPlace(file, options);
  await copyTo(file, options.out, options);
  try {
    return await adoptInPlace(options.out, options);
  } catch (error) {
    await unlink(options.out).catch(() => {});
    throw error;
  }
};

/** A workbook of another format stays as it is: its values go into a new .xlsx, which is adopted. */
const adoptConverted = async (
  file: string,
  { bytes, format }: OtherFile,
  options: AdoptOptions,
): Promise<AdoptReport> => {
  const ending = extname(file);
  const title = basename(file, ending);
  const path = options.out ?? join(dirname(file), `${title}.xlsx`);
  if (extname(path).toLowerCase() !== '.xlsx') throw new BatonError('call', 'not-xlsx', formats.mustBeXlsx({ path }));
  // Loaded where it is needed: no other file costs the time.
  const { convert } = await import('./other/convert.ts');
  const { bytes: workbook, encoding, macros } = await convert(bytes, format, title);
  const raw = readConverted(workbook, title);
  if (!isOurs(raw)) mustHoldTasks(raw, options);
  await writeFile(path, workbook, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    const { code = '' } = cause;
    if (code !== 'EEXIST') throw notWritable(path, code, cause);
    const other = join(dirname(file), `${title} 2.xlsx`);
    const typed = { path: asTyped(path), from: asTyped(file), other: asTyped(other) };
    throw new BatonError('call', 'file-exists', formats.there({ path, from: file, typed }), cause);
  });
  try {
    return { ...(await adoptInPlace(path, options)), converted: { path, format, encoding, macros } };
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  }
};

const adoptInPlace = async (path: string, options: AdoptOptions): Promise<AdoptReport> => {
  const raw = withLists(await openXlsxFile(path).read());
  if (isOurs(raw)) {
    const changed = await changedInPlace(path, raw, options);
    const choices = await choicesFor(raw, options);
    const report = await changeXlsxFile(path, (now) => completed(now, choices, options));
    return changed && report.outcome !== 'copy'
      ? { ...changed, added: [...changed.added, ...report.added], recordLost: report.recordLost }
      : report;
  }
  const choices = await freshChoices(raw, options);
  const report = await changeXlsxFile(path, (now) => adopted(withLists(now), choices, options.named));
  return { ...report, forecast: await adoptedForecast(await openXlsxFile(path).read(), options.now) };
};

/** What somebody says of a workbook that is followed already; null where it is read so as it is. */
const changedInPlace = async (path: string, raw: RawWorkbook, options: AdoptOptions): Promise<AdoptReport | null> => {
  const { said, now, named } = options;
  const followed = followedIn(raw);
  if (!said || !followed || Object.keys(said).length === 0) return null;
  const report = await changeXlsxFile(path, (book) =>
    readAgain(withLists(book), followedIn(book) ?? followed, said, now, named),
  );
  if (report.outcome === 'nothing-to-do') return null;
  return { ...report, forecast: await adoptedForecast(await openXlsxFile(path).read(), now) };
};

/** What a workbook that is none of ours becomes: its language, its calendar, its id. */
export const freshChoices = async (raw: RawWorkbook, options: AdoptOptions): Promise<AdoptChoices> => {
  const { locale: spoken, best } = recogniseWorkbook(raw, options.said);
  const locale = options.locale ?? spoken;
  const place = zoneAndCountry(locale, options);
  const days = best ? await calendarOf(place, options.now) : [];
  return {
    locale,
    zone: place.zone,
    country: place.country ?? '',
    days,
    workbookId: freshWorkbookId(),
    ...(options.said && { said: options.said }),
  };
};

/** What is to be written to adopt it. @throws NothingToAdopt; BatonError 'call' where a choice names what is not there. */
export const adopted = (raw: RawWorkbook, choices: AdoptChoices, named?: string): FileChange<AdoptReport> => {
  const found = recogniseWorkbook(raw, choices.said);
  mustBeThere(found, choices.said);
  const { plan, counts, matrix } = found;
  if (plan && counts) {
    const adoption = adoptionOf({ ...found, plan, counts }, choices);
    const addSheets = withOverview(raw, inFile(adoption, choices.locale), choices.locale);
    const result = adoptedReport({ ...found, plan, counts }, adoption, choices);
    return { edits: adoption.edits, addSheets, result: withTitle(result, addSheets) };
  }
  if (!matrix) throw new NothingToAdopt(found, choices.said, named);
  const adoption = matrixAdoptionOf({ ...found, matrix }, choices);
  const addSheets = withOverview(raw, inFile(adoption, choices.locale), choices.locale);
  const result = matrixAdoptedReport({ ...found, matrix }, adoption, choices);
  return { edits: adoption.edits, addSheets, result: withTitle(result, addSheets) };
};

/** What is added, with the column for what checks find where a template that is a file has it: `doctor` misses it otherwise. */
const inFile = ({ added, addSheets }: Pick<Adoption, 'added' | 'addSheets'>, locale: Locale): readonly NewSheet[] => {
  const checked = new Set(added.flatMap(({ tab, title }) => (CHECKED.includes(tab) ? [title] : [])));
  return addSheets.map((sheet) => {
    if (!checked.has(sheet.title)) return sheet;
    const rows = sheet.rows.map((row, i) =>
      i + 1 === sheet.headerRow ? [...row, { value: CHECK.header[locale] }] : row,
    );
    return { ...sheet, rows, widths: [...sheet.widths, CHECK.width] };
  });
};

/** What is added, first of all a sheet on which each task stands with its colour: their own is left as it looks. */
const withOverview = ({ sheets }: RawWorkbook, added: readonly NewSheet[], locale: Locale): readonly NewSheet[] => {
  const overview = overviewSheet(
    locale,
    [...sheets, ...added].map(({ title }) => title),
  );
  return overview ? [overview, ...added] : added;
};

const withTitle = (report: AdoptReport, [first]: readonly NewSheet[]): AdoptReport =>
  first && !report.added.some(({ title }) => title === first.title) ? { ...report, overview: first.title } : report;

const mustHoldTasks = (raw: RawWorkbook, { said, named }: AdoptOptions): void => {
  const found = recogniseWorkbook(raw, said);
  mustBeThere(found, said);
  if (!found.plan && !found.matrix) throw new NothingToAdopt(found, said, named);
};

/** What the settings of a workbook of our own tabs say; where they say nothing, as for a new workbook. */
const choicesFor = async (raw: RawWorkbook, options: AdoptOptions): Promise<AdoptChoices> => {
  const located = locate(raw);
  const written = settingsOfBook(located);
  const locale = LOCALES.find((known) => known === written.get('locale')) ?? options.locale ?? located.locale;
  const zone = written.get('zone') ?? '';
  const country = written.get('country');
  const place = zoneAndCountry(locale, {
    ...options,
    ...(isZone(zone) && { zone }),
    ...(country !== undefined && { country: countryNamed(country) ?? 'none' }),
  });
  const days = await calendarOf(place, options.now);
  return { locale, zone: place.zone, country: place.country ?? '', days, workbookId: freshWorkbookId() };
};

/**
 * Adds what a workbook of our own tabs lacks. A copy gets an id and a location of its own; its ledger stays: what the
 * workbook it was copied from has told somebody is not told a second time.
 */
const completed = (raw: RawWorkbook, choices: AdoptChoices, { now }: AdoptOptions): FileChange<AdoptReport> => {
  const snapshot = readSnapshot(raw, { now });
  const { workbookId: id, workbookHome: recorded } = snapshot.policy;
  const isCopy = recorded !== '' && recorded !== raw.location && !raw.movedFrom(recorded);
  const workbookId = isCopy || id === '' ? choices.workbookId : id;
  const { edits, addSheets, added } = completionOf(raw, { ...choices, workbookId });
  const goesOn = goingOn(raw, snapshot, now);
  const changes = edits.length + addSheets.length + goesOn.length > 0;
  const outcome = isCopy ? 'copy' : changes ? 'adopted' : 'nothing-to-do';
  const became = { outcome, added, recordLost: goesOn.length > 0 || isRecordLost(snapshot) } as const;
  return {
    edits: [...edits, ...goesOn],
    addSheets,
    result: completedReport(raw, snapshot, became, { ...choices, workbookId }),
  };
};

/** Whoever adopts a workbook of which the record of mails is gone or cleared goes on without it: the next sweep need not ask again. */
const goingOn = (raw: RawWorkbook, snapshot: Snapshot, now: string): readonly CellEdit[] => {
  if (!snapshot.has._runs || rowsLost(snapshot) === 0) return [];
  const run = asideRun(snapshot, () => now, freshWorkbookId());
  const note = `${headNote(headOf(snapshot.ledger))} ${GOES_ON.adopted}`;
  return cellByCell(resolveWrites(raw, [run.quiet(asideEnd('aside', note))]).edits);
};

const calendarOf = async ({ country, zone }: ZoneAndCountry, now: string) => {
  if (country === null) return [];
  const year = yearOf(localTime(now, zone)!.day);
  return (await officialDaysOf(country, year - 1, year + 1)).days;
};

const copyTo = async (file: string, out: string, options: AdoptOptions): Promise<void> => {
  const ending = extname(file);
  if (extname(out).toLowerCase() !== ending.toLowerCase()) throw otherEnding(out, ending);
  // Whatever is wrong is wrong with the original, and nothing is made of it.
  const raw = await openXlsxFile(file).read();
  if (!isOurs(raw)) mustHoldTasks(raw, options);
  try {
    await writeFile(out, await readFile(file), { flag: 'wx' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw code === 'EEXIST' ? fileExists(out, cause) : notWritable(out, code ?? '', cause);
  }
};

const otherEnding = (path: string, ending: string) =>
  new BatonError('call', 'other-ending', say.otherEnding({ path, ending }));

const fileExists = (path: string, cause: unknown) =>
  new BatonError('call', 'file-exists', files.fileExists({ path }), cause);

const notWritable = (path: string, code: string, cause: unknown) =>
  new BatonError('backend', 'not-writable', files.notWritable({ path, code }), cause);
