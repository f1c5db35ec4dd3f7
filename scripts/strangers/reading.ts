/** What `adopt --propose` would make of a file, without a program of its own for each. */
import type { Proposal, ReadingChoices } from '../../core/adopt/proposal.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { readToAdopt } from '../../functions/adopt/open.ts';
import { proposeWorkbook } from '../../functions/adopt/propose.ts';

/** A proposal, or why there is none. */
export type ProposalOrNot = Proposal | { readonly refused: string };

/** Always the same day, so that a figure differs by what was changed and not by when it was taken. */
const NOW = '2026-11-23T09:00:00Z';

/** `said` is what a person answers instead of the guesses, `changed` what the file would say. Nothing is written. */
export const readingOf = async (
  path: string,
  said: ReadingChoices,
  changed: (raw: RawWorkbook) => RawWorkbook = (raw) => raw,
): Promise<ProposalOrNot> => {
  try {
    return await proposeWorkbook(changed(await readToAdopt(path)), { said, now: NOW }, 'en');
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
};
