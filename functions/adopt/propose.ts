/** What adopting a file would make of it, with what would be mailed: nothing is written. */
import type { AdoptChoices } from '../../core/adopt/index.ts';
import type { Proposal, ProposedForecast, ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { GUESS } from '../../core/messages/languages.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { NewSheet, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { type MailsToCome, mailsAhead, stillOpen } from './ahead.ts';
import { type AdoptOptions, adopted, freshChoices } from './index.ts';
import { readToAdopt } from './open.ts';

/** The same of a file. */
export const proposeFile = async (file: string, options: AdoptOptions, spoken: Locale): Promise<Proposal> =>
  proposeWorkbook(await readToAdopt(file), options, spoken);

/** What somebody has said of a file who says yes to every guess. */
export const acceptedFor = async (file: string, said: ReadingChoices, spoken: Locale): Promise<ReadingChoices> =>
  acceptedIn(proposalOf(await readToAdopt(file), said, spoken), said);

/** `spoken` is the language of its sentences; `options.said` what is not guessed. */
export const proposeWorkbook = async (raw: RawWorkbook, options: AdoptOptions, spoken: Locale): Promise<Proposal> => {
  const said = options.said ?? {};
  const proposal = proposalOf(raw, said, spoken);
  const { mails20, because } = await aheadIfAdopted(raw, proposal, said, options, spoken);
  return { ...proposal, forecast: { mails20, because } };
};

/** What a proposal says of the mails to come, with whom they go to. */
export interface Ahead extends ProposedForecast, Pick<MailsToCome, 'people'> {}

/** What would be mailed if somebody said yes to all of a proposal and everybody had an address. */
export const aheadIfAdopted = async (
  raw: RawWorkbook,
  proposal: Proposal,
  said: ReadingChoices,
  options: AdoptOptions,
  spoken: Locale,
): Promise<Ahead> => {
  const say = GUESS[spoken];
  const own = proposal.sheets.find(({ chosen }) => chosen);
  const choices = await freshChoices(raw, { ...options, said: acceptedIn(proposal, said) });
  const book = own ? asAdopted(raw, choices) : null;
  const named = own?.people.map(({ text, person }) => person ?? text) ?? [];
  if (!own || !book) return { mails20: 0, because: say.forecast.nothingToFollow, people: [] };
  return aheadIn(
    book,
    named,
    own.missing.map((anchor) => say.anchor[anchor]),
    options.now,
    spoken,
  );
};

/** The same of a workbook that is adopted; `named`: who is in its sheet of tasks, `lacks` what its sheet has no column for. */
export const aheadIn = async (
  raw: RawWorkbook,
  named: readonly string[],
  lacks: readonly string[],
  now: string,
  spoken: Locale,
): Promise<Ahead> => {
  const { snapshot, mails20, people } = await mailsAhead(raw, now, named);
  const because =
    mails20 > 0
      ? GUESS[spoken].forecast.mails({ mails: mails20, people: people.length })
      : whyNone(lacks, snapshot, spoken);
  return { mails20, because, people };
};

const whyNone = (lacks: readonly string[], snapshot: Snapshot, spoken: Locale): string => {
  const say = GUESS[spoken].forecast;
  if (snapshot.tasks.length === 0) return say.empty;
  if (stillOpen(snapshot).length === 0) return say.allDone;
  return lacks.length > 0 ? say.lacks({ lacks }) : say.quiet;
};

/** The workbook as adopting would leave it; null where it would refuse. */
const asAdopted = (raw: RawWorkbook, choices: AdoptChoices): RawWorkbook | null => {
  try {
    const { edits, addSheets } = adopted(raw, choices);
    return withEdits({ ...raw, sheets: [...raw.sheets, ...addSheets.map(asRead)] }, edits);
  } catch {
    return null;
  }
};

const asRead = ({ title, rows }: NewSheet): RawSheet => ({
  title,
  merges: [],
  rows: rows
    .map((cells, i) => ({ at: i + 1, cells: cells.map(({ value }) => value) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null)),
});
