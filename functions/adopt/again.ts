/** Reads a workbook that is adopted otherwise than it was: other columns, another header, another of its sheets. */
import { allSaid, elsewhere, isElsewhere } from '../../core/adopt/elsewhere.ts';
import { recogniseWorkbook } from '../../core/adopt/index.ts';
import type { ReadingChoices } from '../../core/adopt/proposal.ts';
import { type Followed, rebinding } from '../../core/adopt/rebind.ts';
import { readSnapshot } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { cellByCell } from '../../core/write/by-row.ts';
import { resolveWrites } from '../../core/write/write.ts';
import type { FileChange } from '../backend.ts';
import { mustBeThere } from './choices.ts';
import { NothingToAdopt } from './refusal.ts';
import { type AdoptReport, changedReport } from './report.ts';
import { withAdded } from './with-added.ts';

/**
 * `now`: ISO 8601. What is to be written for a followed workbook to be read as somebody says now; nothing where it is read so already.
 * @throws NothingToAdopt where the sheet that is meant holds no tasks; BatonError 'call' where a choice names what is not there
 */
export const readAgain = (
  raw: RawWorkbook,
  followed: Followed,
  given: ReadingChoices,
  now: string,
  named?: string,
): FileChange<AdoptReport> => {
  const said = allSaid(followed, given);
  const found = recogniseWorkbook(raw, said);
  mustBeThere(found, given);
  const { plan, counts } = found;
  if (!plan || !counts) throw new NothingToAdopt(found, given, named);
  const { locale, zone, country, workbookId } = readSnapshot(raw, { now }).policy;
  const own = { ...found, plan, counts };
  const { writes, edits, ...more } = isElsewhere(followed, given)
    ? elsewhere(raw, followed, own, said, locale)
    : { ...IN_PLACE, writes: rebinding(followed, said, locale), edits: [] };
  const all = [...edits, ...cellByCell(resolveWrites(raw, writes).edits)];
  const choices = { locale, zone, country, workbookId, days: [], said };
  const result = changedReport(own, more, choices, all.length > 0, followed);
  return { edits: all, addSheets: more.addSheets, result };
};

const IN_PLACE = { ids: null, addSheets: [], added: [], withoutAddress: [] };

/** The workbook as that would leave it. */
export const asReadAgain = (raw: RawWorkbook, followed: Followed, given: ReadingChoices, now: string): RawWorkbook =>
  withAdded(raw, readAgain(raw, followed, given, now));
