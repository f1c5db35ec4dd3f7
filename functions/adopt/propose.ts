/** What adopting a file would make of it, with what would be mailed: nothing is written. */
import type { AdoptChoices } from '../../core/adopt/index.ts';
import type { Proposal, ProposedForecast, ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { GUESS } from '../../core/messages/languages.ts';
import type { readSnapshot } from '../../core/read/index.ts';
import { locate, textOf } from '../../core/read/locate.ts';
import type { CellEdit, NewSheet, RawSheet, RawWorkbook } from '../../core/workbook.ts';
import { withEdits } from '../../core/write/overlay.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { forecastWorkbook } from '../sweep/forecast.ts';
import { type AdoptOptions, adopted, freshChoices } from './index.ts';
import { readToAdopt } from './open.ts';

/** Workdays that are looked ahead. */
const AHEAD = 20;

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
  return { ...proposal, forecast: await forecastFor(raw, proposal, said, options, spoken) };
};

/** What would be mailed if somebody said yes to all of a proposal and everybody had an address. */
const forecastFor = async (
  raw: RawWorkbook,
  proposal: Proposal,
  said: ReadingChoices,
  options: AdoptOptions,
  spoken: Locale,
): Promise<ProposedForecast> => {
  const say = GUESS[spoken];
  const own = proposal.sheets.find(({ chosen }) => chosen);
  if (!own) return { mails20: 0, because: say.forecast.nothingToFollow };
  const book = reachable(asAdopted(raw, await freshChoices(raw, { ...options, said: acceptedIn(proposal, said) })));
  if (!book) return { mails20: 0, because: say.forecast.nothingToFollow };
  const { snapshot, days } = await forecastWorkbook(book, options.now, AHEAD);
  const mails = days.flatMap((day) => day.mails);
  if (mails.length > 0) {
    const people = new Set(mails.map(({ to }) => to.name)).size;
    return { mails20: mails.length, because: say.forecast.mails({ mails: mails.length, people }) };
  }
  return {
    mails20: 0,
    because: whyNone(
      own.missing.map((anchor) => say.anchor[anchor]),
      snapshot,
      spoken,
    ),
  };
};

const whyNone = (lacks: readonly string[], snapshot: ReturnType<typeof readSnapshot>, spoken: Locale): string => {
  const say = GUESS[spoken].forecast;
  if (snapshot.tasks.length === 0) return say.empty;
  const over = new Map(snapshot.rows.tracker.map(({ id, values }) => [id, values.status]));
  const isOver = (id: string) => over.get(id) === 'done' || over.get(id) === 'cancelled';
  if (snapshot.tasks.every(({ id }) => isOver(id))) return say.allDone;
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

/** The same with an address for everybody in its directory who has none. */
const reachable = (raw: RawWorkbook | null): RawWorkbook | null => {
  const directory = raw && locate(raw).tabs.get('directory');
  const [name, email] = [directory?.columns.get('name'), directory?.columns.get('email')];
  if (!raw || !directory || !name || !email) return raw;
  const edits = directory.sheet.rows.flatMap(({ at, cells }): CellEdit[] =>
    at > directory.headerRow && textOf(cells[name - 1]) !== '' && textOf(cells[email - 1]) === ''
      ? [{ sheet: directory.sheet.title, row: at, column: email, value: `person-${at}@example.com` }]
      : [],
  );
  return withEdits(raw, edits);
};
