/** `sweep`: checks one or many workbooks and sends the mails that are due. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { planJson } from '../../../core/planning/plan-json.ts';
import { addressIn, isAddress } from '../../../core/read/address.ts';
import { must } from '../../../core/text/must.ts';
import { isoOf } from '../../../core/time/day.ts';
import { createLifetime } from '../../base/lifetime.ts';
import { BatonError } from '../../errors.ts';
import { ownConfigPath } from '../../setup/own-config.ts';
import type { SweepResult } from '../../sweep/sweep.ts';
import { type EndedFile, fleetReport, mailsOf, sweepFleet } from '../fleet.ts';
import { linksOf } from '../link-keys.ts';
import { command, option } from '../program.ts';
import { ownWorkbooks, realNow, uriGiven } from '../reading.ts';
import { sweepReport } from '../report.ts';
import {
  asNotSwept,
  logged,
  type NotSwept,
  notSweptBy,
  notSweptFor,
  tellOfNotSwept,
  untilSwept,
} from '../scheduled.ts';
import {
  exitOf,
  inboxGiven,
  mailerFor,
  mailOption,
  mailWay,
  ownLinks,
  ownMail,
  respondAt,
  type SweepCall,
  type Swept,
  sweepOne,
} from '../sweeping.ts';
import { isAlone, type Team, teamsIn } from '../teams.ts';
import { errorOf, reportError, type Terminal } from '../terminal.ts';

const say = inAll('calls');
const connect = inAll('connect');

export const sweepCommand = (terminal: Terminal): Command =>
  command(terminal, 'sweep')
    .argument('[workbook...]', terminal.say.help.argument.swept)
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--take-over', 'takeOver'))
    .addOption(option(terminal, '--handed-on', 'handedOn'))
    .addOption(mailOption(terminal, '--mail <way>'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--links <url>', 'links'))
    .addOption(option(terminal, '--replies [inbox]', 'replies'))
    .addOption(option(terminal, '--book <workbook>', 'book'))
    .addOption(option(terminal, '--mail-failure <address>', 'mailFailure'))
    .addOption(option(terminal, '--scheduled', 'scheduled'))
    .addOption(option(terminal, '--config <file>', 'config'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: readonly string[], call: WatchedCall) => {
      const { workbooks, mail } = meant(terminal, given, call);
      if (call.takeOver && !isAlone(workbooks)) throw oneAtATime();
      const links = call.links ?? ownLinks(terminal, workbooks.map(uriGiven));
      const sweeping = { ...call, ...(mail !== undefined && { mail }), ...(links !== undefined && { links }) };
      if (call.replies !== undefined && links === undefined) throw repliesNeedLinks();
      const run = async (shown: Terminal) => {
        const repliesAreRead = !isDry(call) && (await readRepliesTo(shown, workbooks, sweeping));
        await sweepWatched(shown, workbooks, { ...sweeping, repliesAreRead });
      };
      const { own } = terminal;
      if (call.scheduled && own) await logged(terminal, own, call.now ?? realNow(), run);
      else await run(terminal);
    });

/** A sweep that may be nobody's to watch. */
interface WatchedCall extends SweepCall {
  /** The mailbox in which replies are read; `true`: the one that mails leave from. */
  readonly replies?: string | true;
  readonly scheduled?: boolean;
  /** Who hears of what was not swept. */
  readonly mailFailure?: string;
}

/** What a call names, else what was set up; the way its mail leaves then was set up as well. */
const meant = (
  { own }: Terminal,
  given: readonly string[],
  { mail }: SweepCall,
): { readonly workbooks: readonly string[]; readonly mail: string | undefined } => {
  if (given.length > 0) return { workbooks: given, mail };
  return { workbooks: ownWorkbooks({ own }), mail: mail ?? own?.config.mail };
};

/** Sweeps, and tells whoever is to hear of it what was not swept. */
const sweepWatched = async (terminal: Terminal, workbooks: readonly string[], call: WatchedCall): Promise<void> => {
  const { own } = terminal;
  const address = call.mailFailure ?? (call.scheduled ? own?.config.admin : undefined);
  if (address === undefined && !call.scheduled) return sweepThese(terminal, workbooks, call, () => {});
  if (address !== undefined && !isAddress(addressIn(address))) throw notAnAddress(address);
  const attempt = async (shown: Terminal): Promise<readonly NotSwept[]> => {
    const failed: NotSwept[] = [];
    try {
      await sweepThese(shown, workbooks, call, (one) => void failed.push(one));
    } catch (error) {
      reportError(shown, error);
      failed.push(asNotSwept(shown, workbooks.join(', '), error));
    }
    return failed;
  };
  const failed = await (call.scheduled ? untilSwept(terminal, attempt) : attempt(terminal));
  if (failed.length === 0 || address === undefined) return;
  const uri = uriGiven(must(workbooks[0], 'workbook of a call'));
  const way = mailWay(uri, call.mail ?? ownMail(terminal, uri));
  const telling = {
    address: addressIn(address),
    now: call.now ?? realNow(),
    mailer: () => mailerFor(terminal, way, call.from),
  };
  await tellOfNotSwept(terminal, own ?? { path: ownConfigPath() }, telling, failed);
};

/** `failed` hears of each workbook that was not swept and of which the report goes on. */
const sweepThese = async (
  terminal: Terminal,
  workbooks: readonly string[],
  call: SweepCall,
  failed: (one: NotSwept) => void,
): Promise<void> => {
  const teams = await teamsIn(terminal, workbooks, call.book);
  if (!isAlone(workbooks)) return sweepAll(terminal, teams, call, failed);
  const [only] = workbooks as readonly [string];
  terminal.isAbout(only);
  const swept = await sweepOne(terminal, only, call, teams[0]?.shared);
  terminal.exit(exitOf(swept.result));
  if (terminal.json) terminal.printJson(sweepJson(terminal, swept, call));
  else terminal.print(...sweepReport(terminal, swept, { workbook: only, dryRun: isDry(call) }));
  const notSwept = notSweptBy(only, swept.result);
  if (notSwept) failed(notSwept);
};

/** What came in since the last sweep is answered before this one. Answers whether it could be, so that mails may ask for more: an error stops nothing. */
const readRepliesTo = async (terminal: Terminal, workbooks: readonly string[], call: WatchedCall): Promise<boolean> => {
  const { links: base, from, replies } = call;
  const uris = (await teamsIn(terminal, workbooks, call.book)).flatMap(({ files }) => files.map(uriGiven));
  const [first] = uris;
  if (base === undefined || first === undefined) return false;
  const way = mailWay(first, call.mail ?? ownMail(terminal, first));
  if (inboxGiven(terminal, { way, from, replies }) === null) return false;
  const links = await linksOf(uris, respondAt(base));
  const replying = { workbooks: uris, links, way, from, lifetime: createLifetime(), replies };
  // What reads mails is loaded where somebody wants that.
  const { readReplies, repliesHere } = await import('../replying.ts');
  return (await readReplies(terminal, repliesHere(terminal, replying))) === null;
};

const repliesNeedLinks = () => new BatonError('call', 'no-answer-page', say.repliesNeedLinks);

const notAnAddress = (text: string) => new BatonError('call', 'bad-address', connect.badAddress({ text }));

/** That a run is dead is known of one workbook. */
const oneAtATime = () => new BatonError('call', 'take-over-one', say.takeOverOne);

const isDry = ({ dryRun = false }: SweepCall): boolean => dryRun;

/** One line each, as their rounds end; as JSON one document with all of them, and with the mails about several of them. */
const sweepAll = async (
  terminal: Terminal,
  teams: readonly Team[],
  call: SweepCall,
  failed: (one: NotSwept) => void,
): Promise<void> => {
  const watch = (all: readonly EndedFile[]) => {
    for (const one of all) {
      const notSwept = one.kind === 'swept' ? notSweptBy(one.file, one.swept.result) : notSweptFor(one.file, one.error);
      if (notSwept) failed(notSwept);
    }
  };
  if (terminal.json) {
    const documents: object[] = [];
    await sweepFleet(terminal, teams, call, (all) => {
      watch(all);
      for (const one of all)
        documents.push({
          file: one.file,
          ...(one.kind === 'failed' ? { error: one.error } : sweepJson(terminal, one.swept, call)),
        });
      if (all.length > 1)
        documents.push({ round: all.map(({ file }) => file), mails: mailsOf(all, isDry(call)).joint });
    });
    return terminal.printJson(documents);
  }
  const files = teams.flatMap((team) => team.files);
  const report = fleetReport(terminal, files, isDry(call));
  terminal.print(report.head);
  await sweepFleet(terminal, teams, call, (ended) => {
    watch(ended);
    terminal.print(...report.lines(ended));
  });
  terminal.print('', ...report.total());
};

/** The plan as designed, and what came of it; of a dry run only that it found another at work. */
const sweepJson = (terminal: Terminal, { result, facts: { snapshot } }: Swept, call: SweepCall) => ({
  ...planJson({ ...result.plan, problems: result.problems }, snapshot.policy.locale, snapshot.today),
  ...(isDry(call) && result.outcome !== 'left' ? {} : { result: resultJson(terminal, result) }),
});

const resultJson = (
  terminal: Terminal,
  { outcome, run, sent, problems, conflicts, owed, because, error, holder, rolled }: SweepResult,
) => ({
  outcome,
  run,
  ...(holder && { holder }),
  sent,
  held: problems.flatMap(({ code, facts }) => (code === 'mail-held' ? [{ to: facts.to, mail: facts.mail }] : [])),
  owed: owed.map(({ since, ...owing }) => ({ ...owing, since: isoOf(since) })),
  conflicts: conflicts.map(({ write, outcome, found }) => ({ tab: write.tab, item: write.item, outcome, found })),
  ...(because && { because }),
  ...(error && { error: pick(errorOf(terminal, error)) }),
  ...(rolled && { rolled: 'error' in rolled ? { error: pick(errorOf(terminal, rolled.error)) } : rolled }),
});

const pick = ({ code, message }: { code: string; message: string }) => ({ code, message });
