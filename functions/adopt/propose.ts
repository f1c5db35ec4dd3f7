/** What adopting a file would make of it, with what would be mailed: nothing is written. */

import { isOurs } from '../../core/adopt/complete.ts';
import { allSaid, isElsewhere } from '../../core/adopt/elsewhere.ts';
import type { AdoptChoices } from '../../core/adopt/index.ts';
import type { Proposal, ProposedForecast, ProposedSheet, ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { type Followed, followedIn } from '../../core/adopt/rebind.ts';
import { GUESS } from '../../core/messages/languages.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { asReadAgain } from './again.ts';
import { AHEAD, type MailsToCome, mailsAhead, stillOpen } from './ahead.ts';
import { type AdoptOptions, adopted, freshChoices } from './index.ts';
import { readToAdopt } from './open.ts';
import { withAdded } from './with-added.ts';

/** The same of a file. */
export const proposeFile = async (file: string, options: AdoptOptions, spoken: Locale): Promise<Proposal> =>
  proposeWorkbook(await readToAdopt(file), options, spoken);

/** What somebody has said of a file who says yes to every guess. */
export const acceptedFor = async (file: string, said: ReadingChoices, spoken: Locale): Promise<ReadingChoices> => {
  const raw = await readToAdopt(file);
  const followed = followedIn(raw);
  if (followed) return acceptedAgain(raw, followed, said, spoken);
  return isOurs(raw) ? said : acceptedIn(proposalOf(raw, said, spoken), said);
};

/** Of a workbook that is followed nothing is guessed, but for another sheet or header. */
export const acceptedAgain = (
  raw: RawWorkbook,
  followed: Followed,
  given: ReadingChoices,
  spoken: Locale,
): ReadingChoices => {
  if (!isElsewhere(followed, given)) return given;
  const said = allSaid(followed, given);
  return acceptedIn(proposalOf(raw, said, spoken), said);
};

/** `spoken` is the language of its sentences; `options.said` what is not guessed. */
export const proposeWorkbook = async (raw: RawWorkbook, options: AdoptOptions, spoken: Locale): Promise<Proposal> => {
  const said = options.said ?? {};
  const followed = followedIn(raw);
  if (followed) return proposeAgain(raw, followed, said, options.now, spoken);
  const proposal = proposalOf(raw, said, spoken);
  const { people: _, ...forecast } = await aheadIfAdopted(raw, proposal, said, options, spoken);
  return { ...proposal, forecast };
};

/** Of a workbook that is followed: how it is read, or would be. */
const proposeAgain = async (
  raw: RawWorkbook,
  followed: Followed,
  given: ReadingChoices,
  now: string,
  spoken: Locale,
): Promise<Proposal> => {
  const proposal = proposalOf(raw, allSaid(followed, given), spoken);
  const { people: _, ...forecast } = await aheadIfReadAgain(raw, followed, proposal, given, now, spoken);
  return { ...proposal, forecast };
};

/** The mails to come if a followed workbook were read as is said, and everybody had an address. */
export const aheadIfReadAgain = async (
  raw: RawWorkbook,
  followed: Followed,
  { sheets }: Proposal,
  given: ReadingChoices,
  now: string,
  spoken: Locale,
): Promise<Ahead> => {
  const own = sheets.find(({ chosen }) => chosen);
  const accepted = acceptedAgain(raw, followed, given, spoken);
  const book = own ? orRefused(() => asReadAgain(raw, followed, accepted, now)) : null;
  if (!own || !book) return nothingAhead(spoken);
  const named = own.people.map(({ text, person }) => person ?? text);
  return aheadIn(book, named, lackedIn(own, spoken), now, spoken);
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
  const own = proposal.sheets.find(({ chosen }) => chosen);
  const choices = await freshChoices(raw, { ...options, said: acceptedIn(proposal, said) });
  const book = own ? asAdopted(raw, choices) : null;
  const named = own?.people.map(({ text, person }) => person ?? text) ?? [];
  if (!own || !book) return nothingAhead(spoken);
  return aheadIn(book, named, lackedIn(own, spoken), options.now, spoken);
};

/** What nobody can be mailed without; a state has a place of its own where the sheet has none. */
const lackedIn = ({ missing }: ProposedSheet, spoken: Locale): string[] =>
  missing.flatMap((anchor) => (anchor === 'status' ? [] : [GUESS[spoken].anchor[anchor]]));

const nothingAhead = (spoken: Locale): Ahead => ({
  mails20: 0,
  days: AHEAD,
  because: GUESS[spoken].forecast.nothingToFollow,
  people: [],
});

/** The same of a workbook that is adopted; `named`: who is in its sheet of tasks, `lacks` what its sheet has no column for. */
const aheadIn = async (
  raw: RawWorkbook,
  named: readonly string[],
  lacks: readonly string[],
  now: string,
  spoken: Locale,
): Promise<Ahead> => {
  const { snapshot, mails20, people, days, tasks } = await mailsAhead(raw, now, named);
  const say = GUESS[spoken].forecast;
  const because = mails20 > 0 ? say.mails({ people: people.length }) : whyNone(lacks, snapshot, spoken);
  const isWhole = days === AHEAD;
  return { mails20, days, because: isWhole ? because : say.shortened({ because, days, of: AHEAD, tasks }), people };
};

const whyNone = (lacks: readonly string[], snapshot: Snapshot, spoken: Locale): string => {
  const say = GUESS[spoken].forecast;
  if (snapshot.tasks.length === 0) return say.empty;
  if (stillOpen(snapshot).length === 0) return say.allDone;
  return lacks.length > 0 ? say.lacks({ lacks }) : say.quiet;
};

/** The workbook as adopting would leave it; null where it would refuse. */
const asAdopted = (raw: RawWorkbook, choices: AdoptChoices): RawWorkbook | null =>
  orRefused(() => withAdded(raw, adopted(raw, choices)));

const orRefused = <T>(make: () => T): T | null => {
  try {
    return make();
  } catch (error) {
    if (error instanceof BatonError) return null;
    throw error;
  }
};
