/** `sweep` of many workbooks: team after team, a line for each, and the total. */
import { FORMAT } from '../../core/messages/format.ts';

import { ensure, groupBy } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import { widthOf } from '../../core/text/width.ts';
import type { Mailer } from '../ports.ts';
import { sayHolder } from '../sweep/holder.ts';
import { addressOf, lettersOf } from '../sweep/letters.ts';
import type { SweepOutcome } from '../sweep/sweep.ts';
import { isError } from './problems.ts';
import { NO_PROGRESS, openProgress } from './progress.ts';
import { exitOf, mailerFor, type SweepCall, type Swept, sweepTogether } from './sweeping.ts';
import type { Team } from './teams.ts';
import { errorOf, type Terminal } from './terminal.ts';

/** What came of one workbook of many. */
export type EndedFile =
  | { readonly kind: 'swept'; readonly file: string; readonly swept: Swept }
  | {
      readonly kind: 'failed';
      readonly file: string;
      readonly error: { readonly code: string; readonly message: string };
    };

/**
 * Team after team, the workbooks of each in one round; one that fails never stops the others. `each` sees each team as it
 * ends, and nothing of it is kept here: there may be thousands.
 */
export const sweepFleet = async (
  terminal: Terminal,
  teams: readonly Team[],
  call: SweepCall,
  each: (ended: readonly EndedFile[]) => void,
): Promise<void> => {
  const bar = await openProgress(terminal, terminal.say.fleet.progress);
  const total = teams.reduce((sum, { files }) => sum + files.length, 0);
  const mailers = new Map<string, Promise<Mailer>>();
  const mailer = async (way: string) =>
    amongMany(await ensure(mailers, way, () => mailerFor(terminal, way, call.from)));
  let done = 0;
  for (const team of teams) {
    bar.step(done, total, team.files[0]);
    const ended = await sweepTeam(terminal, team, call, mailer);
    bar.above(() => each(ended));
    done += team.files.length;
  }
  for (const opening of mailers.values()) await opening.then((opened) => opened.flush?.()).catch(() => {});
  bar.step(total, total);
  bar.stop();
};

/** A mailer of which no team's letters are the last ones. */
const amongMany = (mailer: Mailer): Mailer => ({ ...mailer, flush: async () => mailer.flush?.(true) });

const sweepTeam = async (
  terminal: Terminal,
  team: Team,
  call: SweepCall,
  mailer: (way: string) => Promise<Mailer>,
): Promise<readonly EndedFile[]> => {
  const failed = (file: string, thrown: unknown): EndedFile => {
    const { code, message, exit } = errorOf(terminal, thrown);
    terminal.exit(exit);
    return { kind: 'failed', file, error: { code, message } };
  };
  try {
    const ended = await sweepTogether(terminal, team, call, NO_PROGRESS, mailer);
    return team.files.map((file, i): EndedFile => {
      const one = must(ended[i], 'end of a sweep');
      if (one.kind === 'failed') return failed(file, one.error);
      terminal.exit(exitOf(one.swept.result));
      return { ...one, file };
    });
  } catch (error) {
    return team.files.map((file) => failed(file, error));
  }
};

/** One mail about several workbooks. */
export interface JointMail {
  readonly name: string;
  /** Address. */
  readonly to: string;
  readonly files: readonly string[];
}

/** The mails of a round, or those it would send: how many, and which of them are about several workbooks. */
export const mailsOf = (
  all: readonly EndedFile[],
  dryRun: boolean,
): { readonly count: number; readonly joint: readonly JointMail[] } => {
  const senders = all.flatMap((ended) => (ended.kind === 'failed' ? [] : [{ file: ended.file, ...ended.swept }]));
  const letters = dryRun ? wouldSend(senders) : didSend(senders);
  return { count: letters.length, joint: letters.filter(({ files }) => files.length > 1) };
};

type Sender = Swept & { readonly file: string };

const wouldSend = (senders: readonly Sender[]): JointMail[] =>
  lettersOf(
    senders.map(({ file, result: { outcome, plan }, facts: { snapshot } }) => ({
      file,
      snapshot,
      mails: outcome === 'done' ? plan.mails.filter(({ to }) => to.email !== null) : [],
    })),
  ).map(({ parts }) => {
    const { mail } = must(parts[0], 'part of a letter');
    return { name: mail.to.name, to: addressOf(mail), files: parts.map(({ from }) => from.file) };
  });

const didSend = (senders: readonly Sender[]): JointMail[] => {
  const sent = senders.flatMap(({ file, result, facts }) =>
    result.sent.map(({ id, to }) => ({ id, to, file, people: facts.snapshot.people })),
  );
  return [...groupBy(sent, ({ id }) => id).values()].map((parts) => {
    const [{ to, people }] = parts;
    const name = [...people.values()].find(({ email }) => email === to)?.name ?? to;
    return { name, to, files: parts.map(({ file }) => file) };
  });
};

/** Outcomes that somebody has to look at. */
const AMISS: ReadonlySet<SweepOutcome> = new Set(['failed', 'left', 'copy', 'fuse']);

/** People that a line names. */
const NAMED = 12;

/** A long name must not push all the others aside. */
const LONGEST_NAME = 48;

/** Lines of a table whose rows come team by team, and its last lines, with all counted. */
export const fleetReport = ({ say, paint, locale }: Terminal, files: readonly string[], dryRun: boolean) => {
  const { fleet } = say;
  const nameWidth = Math.min(LONGEST_NAME, Math.max(...[fleet.workbook, ...files].map(widthOf)));
  const left = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - widthOf(text)));
  const right = (text: string, width: number) => ' '.repeat(Math.max(0, width - widthOf(text))) + text;
  const line = (name: string, mails: string, mend: string, came: string) =>
    [left(name, nameWidth), right(mails, widthOf(fleet.mails)), right(mend, widthOf(fleet.mend)), came].join('  ');

  const sum = { fine: 0, amiss: 0, mend: 0, mails: 0 };
  const people: (readonly [name: string, workbooks: number])[] = [];
  const lineOf = (ended: EndedFile): string => {
    if (ended.kind === 'failed') {
      sum.amiss++;
      // The column before has named the file already.
      const { message } = ended.error;
      const said = message.startsWith(ended.file)
        ? message.slice(ended.file.length).replace(/^\s*[:：]\s*/, '')
        : message;
      return line(ended.file, '', '', paint('late', said));
    }
    const { result } = ended.swept;
    const mails = !dryRun ? result.sent.length : result.outcome === 'done' ? result.plan.mails.length : 0;
    const mend = result.problems.filter(isError).length;
    const isAmiss = AMISS.has(result.outcome);
    sum[isAmiss ? 'amiss' : 'fine']++;
    sum.mend += mend;
    const why = result.error?.words ?? (result.holder && sayHolder(result.holder));
    const owed = new Set(result.owed.map(({ to, name }) => `${to} ${name}`)).size;
    const outcome = [fleet.outcome[result.outcome], why?.[locale] ?? ''].filter(Boolean).join(': ');
    const rolled = result.rolled && 'rows' in result.rolled ? fleet.rolled(result.rolled.rows) : '';
    const came = [outcome, owed > 0 ? fleet.owed(owed) : '', rolled].filter(Boolean).join(FORMAT[locale].semicolon);
    const tone = isAmiss ? 'late' : mend > 0 || owed > 0 ? 'soon' : null;
    return line(ended.file, String(mails), mend > 0 ? String(mend) : '', tone ? paint(tone, came) : came);
  };

  return {
    head: paint('quiet', line(fleet.workbook, fleet.mails, fleet.mend, fleet.came)),
    lines: (all: readonly EndedFile[]): string[] => {
      const { count, joint } = mailsOf(all, dryRun);
      sum.mails += count;
      people.push(...joint.map(({ name, files }) => [name, files.length] as const));
      return all.map(lineOf);
    },
    total: (): string[] => {
      return [
        ...(people.length > 0 ? [fleet.joint(people.slice(0, NAMED), Math.max(0, people.length - NAMED))] : []),
        fleet.total(sum.fine + sum.amiss, sum.amiss, sum.mails, sum.mend, dryRun),
      ];
    },
  };
};
