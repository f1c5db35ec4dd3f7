/** Sweeps workbooks as the command line asks: how mail leaves, what buttons lead to, and the exit code. */
import { Option } from 'commander';
import type { LinkTo } from '../../core/answers/model.ts';
import { inAll } from '../../core/messages/in-all.ts';
import type { Facts } from '../../core/process/facts.ts';
import type { Sharing } from '../../core/read/shared.ts';
import { needsPerson } from '../../core/record/owing.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { dayFromIso } from '../../core/time/day.ts';
import { createLinks } from '../answer/links.ts';
import type { Environment } from '../backend.ts';
import { recipientsIn } from '../base/recipients.ts';
import { parseSender } from '../base/sender.ts';
import { findMail, MAIL_WAYS, openMailer, outboxBeside } from '../connect/connect.ts';
import { BatonError, EXIT } from '../errors.ts';
import { createGroups, type Groups } from '../group/group.ts';
import { groupOptions } from '../group/options.ts';
import type { Mailer } from '../ports.ts';
import { readContextOf } from '../reading/official.ts';
import { isAhead } from '../sweep/ahead.ts';
import { decide } from '../sweep/decide.ts';
import { type DecideReasoned, handingOn } from '../sweep/hand-on.ts';
import { type Member, sweepRound } from '../sweep/round.ts';
import type { Ended, SweepResult } from '../sweep/sweep.ts';
import { type Webhook, webhookIn } from '../webhook/webhook.ts';
import { linkKeysFor } from './link-keys.ts';
import { openProgress, type ProgressBar } from './progress.ts';
import { nameIn, openNamed, realNow, uriGiven } from './reading.ts';
import type { Team } from './teams.ts';
import { pathFromCaller, type Terminal } from './terminal.ts';

const say = inAll('calls');

export interface SweepCall {
  readonly now?: string;
  readonly dryRun?: boolean;
  /** Whatever holds the workbook is said to be dead. */
  readonly takeOver?: boolean;
  /** Only what answers of the day hand on. */
  readonly handedOn?: boolean;
  readonly mail?: string;
  readonly from?: string;
  /** Address of the page that the buttons in mails lead to. */
  readonly links?: string;
  /** Replies are read, so that mails may say so. */
  readonly repliesAreRead?: boolean;
  /** Workbook whose people, departments and company days are shared. */
  readonly book?: string;
}

/** A sweep and what it was decided from. */
export interface Swept {
  readonly result: SweepResult;
  readonly facts: Facts;
  /** Where the mails were left, when it is a folder. */
  readonly outbox: string | null;
}

/** How one workbook of a round ended. */
export type SweepEnded =
  | { readonly kind: 'swept'; readonly swept: Swept }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Sweeps one workbook as the command line was told to. `shared`: what it shares with others. */
export const sweepOne = async (
  terminal: Terminal,
  workbook: string,
  call: SweepCall,
  shared?: Sharing,
): Promise<Swept> => {
  const bar = await openProgress(terminal, terminal.say.sweep.progress);
  try {
    const [first] = await sweepTogether(terminal, { files: [workbook], shared }, call, bar);
    const ended = must(first, 'end of a sweep');
    if (ended.kind === 'failed') return nameIn(workbook)(ended.error);
    return ended.swept;
  } finally {
    bar.stop();
  }
};

/** Sweeps a team in one round, in the order of its files. Its letters go the first one's way, which `open` opens. */
export const sweepTogether = async (
  terminal: Terminal,
  { files, shared }: Team,
  call: SweepCall,
  bar: Pick<ProgressBar, 'step'>,
  open = (way: string): Promise<Mailer> => mailerFor(terminal, way, call.from),
): Promise<readonly SweepEnded[]> => {
  const { now = realNow(), dryRun = false, takeOver = false, handedOn = false } = call;
  const [first] = files;
  const uri = uriGiven(must(first, 'workbook of a team'));
  const way = mailWay(uri, call.mail ?? ownMail(terminal, uri));
  const inFolder = isFolder(way);
  const mailer = await open(way);
  // Where mails stay in a folder, nobody else hears anything either.
  const group = inFolder ? null : groupsByWay(terminal, way);
  const webhook = inFolder ? null : webhookByWay(terminal, way);
  const decided = new Map<number, Facts>();
  const members = files.map(
    (file, i): Member =>
      async () => {
        const uri = uriGiven(file);
        const linkTo = call.links === undefined || dryRun ? null : await linksFor(uri, call.links);
        const decideAt: DecideReasoned = async (raw, { now: at }) => {
          const decision = decide(raw, await readContextOf(raw, at, shared), linkTo ?? undefined, call.repliesAreRead);
          // What would be said the next morning is only compared with.
          if (at !== now) return decision;
          // Its time as the workbook's zone has it is known here, before anything is written.
          if (!dryRun && !inFolder && isAhead(decision.plan.at, realNow())) throw ahead(decision.plan.at);
          decided.set(i, decision.facts);
          return decision;
        };
        const deciding = handedOn ? handingOn(decideAt) : { decide: decideAt };
        return {
          store: openNamed(file),
          now,
          dryRun,
          takeOver,
          ...(group && { group }),
          ...(webhook && { webhook }),
          ...deciding,
        };
      },
  );
  const delivering = { mailer, onProgress: bar.step };
  // What is handed on is said for itself, in a letter about one workbook.
  const rounds = handedOn ? members.map((member) => [member]) : [members];
  const ended: Ended[] = [];
  for (const round of rounds) ended.push(...(await sweepRound(round, delivering)));
  const outbox = inFolder ? way.slice(OUTBOX.length) : null;
  return ended.map(
    (one, i): SweepEnded =>
      one.kind === 'failed'
        ? one
        : {
            kind: 'swept',
            swept: { result: one.result, facts: must(decided.get(i), 'decision of this workbook'), outbox },
          },
  );
};

/** Nothing is promised in a mail that nobody could open: the address is one, and the secret is kept. */
export const linksFor = async (uri: string, base: string): Promise<(snapshot: Snapshot) => LinkTo> => {
  const { linkTo } = createLinks({ base: respondAt(base), keys: await linkKeysFor(uri) });
  return (snapshot) => linkTo(uri, snapshot);
};

/** `serve` says where it is, and respond is one of its paths. BatonError `bad-links` (call). */
export const respondAt = (base: string): string => {
  const url = URL.parse(base);
  if (url === null || !/^https?:$/.test(url.protocol)) throw badAddress(base);
  if (url.pathname === '/') url.pathname = '/respond';
  return url.href;
};

const badAddress = (text: string) => new BatonError('call', 'bad-links', say.badLinks({ text }));

const ahead = (at: string) => new BatonError('call', 'sweep-ahead', say.sweepAhead({ at }));

/** Posts in groups with the secret of whoever mails this way. */
export const groupsByWay = (terminal: Terminal, way: string): Groups =>
  createGroups(groupOptions(sendingBy(terminal, way).env));

/** The other program that whoever mails this way wants told; null where none is. BatonError `bad-webhook` (call). */
export const webhookByWay = (terminal: Terminal, way: string): Webhook | null =>
  webhookIn(sendingBy(terminal, way).env);

const OUTBOX = 'outbox:';
export const isFolder = (way: string): boolean => findMail(way)?.reaches === false;

/** A folder is meant from where the caller stood. */
export const mailWay = (uri: string, given?: string): string => {
  if (given === undefined) return OUTBOX + outboxBeside(uri);
  const folder = given.startsWith(OUTBOX) ? given.slice(OUTBOX.length) : '';
  return folder ? OUTBOX + pathFromCaller(folder) : given;
};

/** How mail about a workbook leaves that was set up; nothing where it was not, so that no other one mails anybody by accident. */
export const ownMail = ({ own }: Terminal, uri: string): string | undefined =>
  own?.config.workbooks.includes(uri) ? own.config.mail : undefined;

/** Where people open the answer page of workbooks that were set up; nothing where one of them was not. */
export const ownLinks = ({ own }: Pick<Terminal, 'own'>, uris: readonly string[]): string | undefined =>
  uris.every((uri) => own?.config.workbooks.includes(uri)) ? own?.config.links : undefined;

/** The sender and the secrets of a way that was set up; they are given to no other way. */
const ownSending = (
  { own }: Terminal,
  way: string,
): { readonly env: Environment; readonly usual?: string | undefined } =>
  own?.config.mail === way
    ? { env: { ...own.config.secrets, ...process.env }, usual: own.config.from }
    : { env: process.env };

/** Who mails are from that leave a way, and what its variables say: as the call says, else the environment, else what was set up. */
export const sendingBy = (
  terminal: Terminal,
  way: string,
  given = process.env.BATON_FROM,
): { readonly from: string | null; readonly env: Environment } => {
  const { env, usual } = ownSending(terminal, way);
  return { from: given || usual || null, env };
};

/** The mailbox that is read, as BATON_INBOX says it; null where nobody wants that: nobody's own mailbox is read unasked. */
export const inboxGiven = (
  terminal: Terminal,
  {
    way,
    from,
    replies,
  }: { readonly way: string; readonly from?: string | undefined; readonly replies?: string | true | undefined },
): string | null => {
  const given = replies === true ? 'yes' : (replies ?? sendingBy(terminal, way, from).env.BATON_INBOX?.trim());
  return given && !/^no$/i.test(given) ? given : null;
};

/** `--mail`, with every way that there is. */
export const mailOption = ({ say, locale }: Terminal, flags: string): Option =>
  new Option(flags, say.help.option.mail(MAIL_WAYS[locale]));

export const mailerFor = (terminal: Terminal, way: string, given?: string): Promise<Mailer> => {
  const { from, env } = sendingBy(terminal, way, given);
  return openMailer({
    way,
    from: from ? parseSender(from) : null,
    env,
    recipients: recipientsIn(process.env.BATON_RECIPIENTS),
    locale: terminal.locale,
  });
};

/**
 * What a sweep ends with: a person is asked for where the keeper's mail cannot say it, and where somebody goes without their mail for
 * a reason that does not pass by itself: whoever watches the exit code is often the one who runs the mail system.
 */
export const exitOf = ({ outcome, error, problems, plan, owed }: SweepResult): number => {
  if (outcome === 'failed') return EXIT[error?.kind ?? 'backend'];
  if (outcome === 'left') return EXIT.backend;
  if (outcome === 'copy' || outcome === 'fuse') return EXIT.data;
  const today = must(dayFromIso(plan.at.slice(0, 10)), 'day of a sweep');
  const isAmiss = problems.length > plan.problems.length || owed.some((owing) => needsPerson(owing, today));
  return isAmiss ? EXIT.data : EXIT.done;
};
