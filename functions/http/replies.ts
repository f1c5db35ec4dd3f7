/** The function `replies`: reads the mailbox, and answers each reply with a page to confirm it. */

import type { LinkTo } from '../../core/answers/model.ts';
import type { Facts } from '../../core/process/facts.ts';
import { ensure } from '../../core/text/maps.ts';
import { must } from '../../core/text/must.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { type LinkedView, NoEntry, openLinked } from '../answer/linked.ts';
import type { Links, SignedLink } from '../answer/links.ts';
import type { Lifetime } from '../base/lifetime.ts';
import { framesOf, type Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import { BatonError, RecipientError } from '../errors.ts';
import type { Registered } from '../many/registry.ts';
import type { Inbox, Mailer, WorkbookStore } from '../ports.ts';
import { confirmationOf, lapsedOf, sendOnce } from '../reply/confirmation.ts';
import { type Received, readMessage } from '../reply/received.ts';
import { type Ignored, understandJoint } from '../reply/replies.ts';
import type { ClaimClock } from '../sweep/claim.ts';
import type { Endpoint } from './call.ts';

export interface RepliesParts {
  readonly inbox: () => Promise<Inbox>;
  readonly mailer: () => Promise<Mailer>;
  readonly links: Links;
  readonly registry: () => Promise<{ readonly workbooks: readonly Pick<Registered, 'uri' | 'paused'>[] }>;
  readonly open: (uri: string) => WorkbookStore;
  readonly lifetime: Lifetime;
  readonly clock: ClaimClock;
}

const HOUR = 3_600_000;
/** What lay longer is not taken up any more: while nobody called, the answers came by other ways. */
const REACH = 7 * 24 * HOUR;
/** New mails are begun for so long; then the call is over before the next one is due. */
const WORKING = 3 * 60_000;
/** A program that answers each mail, and does not say that it is one, is answered so often within a day. */
export const MOST_A_DAY = 20;

/** Why nothing is said to a mail, besides what functions/reply/replies.ts finds. */
type Left = Ignored | 'not-a-mail' | 'no-workbook' | 'paused' | 'too-many' | 'refused';
/**
 * `gone`: nobody has it any more; `later`: whether it was answered is not known yet, or its answer is not taken for now; `held`: whether it was
 * answered nobody will ever know.
 */
type Outcome = 'answered' | 'gone' | 'later' | 'held' | { readonly left: Left };

/**
 * Called by the scheduler every few minutes: reads what came into the mailbox and shows each reply back to whoever wrote it,
 * with the page on which it is confirmed. No mail changes a workbook. A mail is marked as dealt with after its answer
 * has left, and the answer's id comes from it: a call that dies is made good by the next one, and nobody is answered twice. Where the mail
 * system cannot be asked whether the answer left, as by SMTP, the mailbox is told before; what then stays open is held, and starred there.
 */
export const replies = (parts: RepliesParts): Endpoint => {
  let running: Promise<Counts> | null = null;
  const answered = new Set<string>();
  return {
    methods: ['POST'],
    answer: async (_, log) => {
      running ??= readInbox({ ...parts, answered }, log).finally(() => {
        running = null;
      });
      const counts = await running;
      const status = counts.failed > 0 ? 503 : 200;
      log(counts.failed > 0 ? 'WARNING' : 'INFO', 'replies read', { ...counts, status });
      return { status, body: { ...counts } };
    },
  };
};

/** Where no mailbox is read, or mails have no links. */
export const noReplies: Endpoint = {
  methods: ['POST'],
  answer: async () => ({ status: 200, body: { inbox: false } }),
};

interface Counts {
  readonly answered: number;
  readonly ignored: number;
  /** For a later call. */
  readonly left: number;
  readonly failed: number;
}

/** `answered`: ids of what this process has answered with, for a reply that comes twice, or could not be marked. */
type ReplyReading = RepliesParts & { readonly answered: Set<string> };

const readInbox = async (parts: ReplyReading, log: Log): Promise<Counts> => {
  const { clock } = parts;
  const begun = Date.parse(clock());
  const inbox = await parts.inbox();
  try {
    return await readWaiting(parts, inbox, log, begun);
  } finally {
    await inbox.close?.();
  }
};

const readWaiting = async (parts: ReplyReading, inbox: Inbox, log: Log, begun: number): Promise<Counts> => {
  const { clock, lifetime } = parts;
  const waiting = await inbox.waiting(new Date(begun - REACH).toISOString());
  const office = openOffice(parts);
  const counts = { answered: 0, ignored: 0, left: 0, failed: 0 };
  for (const id of waiting) {
    if (lifetime.isEnding() || Date.parse(clock()) - begun > WORKING) {
      counts.left++;
      continue;
    }
    try {
      const outcome = await dealWith(parts, office, inbox, id);
      if (outcome === 'later') counts.left++;
      else if (outcome === 'answered') {
        await inbox.done(id, 'answered');
        counts.answered++;
      } else if (outcome === 'held') {
        await inbox.beginnings?.hold(id);
        counts.ignored++;
        log('WARNING', 'reply held', { outcome });
      } else if (outcome !== 'gone') {
        await inbox.done(id, 'ignored');
        counts.ignored++;
        log(outcome.left === 'too-many' ? 'WARNING' : 'INFO', 'mail left alone', { outcome: outcome.left });
      }
    } catch (error) {
      counts.failed++;
      const fault = error instanceof BatonError ? { code: error.code } : { code: 'internal', frames: framesOf(error) };
      log('ERROR', 'reply not answered', fault);
    }
  }
  return counts;
};

const dealWith = async (parts: ReplyReading, office: Office, inbox: Inbox, id: string): Promise<Outcome> => {
  const raw = await inbox.read(id);
  if (raw === null) return 'gone';
  const received = await readMessage(raw).catch(orNoMail);
  if (received === null) return { left: 'not-a-mail' };
  if (received.isAutomatic) return { left: 'automatic' };
  const links = linksIn(received, parts.links);
  const [link] = links;
  if (link === undefined) return { left: 'unknown-mail' };
  const found = await office.at(link);
  if (typeof found === 'string') return { left: found };
  const books = [found, ...(await besides(office, links))];
  const linked = (uri: string) =>
    new Set(links.filter(({ workbook }) => workbook === workbookKey(uri)).map(({ item }) => item));
  const read = understandJoint(
    received,
    books.map(({ uri, facts }) => ({ facts, linked: [...linked(uri)] })),
  );
  if (typeof read === 'string') return { left: read };
  // The mail that is quoted went to whoever quotes it.
  if (read.by !== found.by) return { left: 'stranger' };
  const dayAgo = new Date(Date.parse(parts.clock()) - 24 * HOUR).toISOString();
  if ((await inbox.answered(found.by.email, dayAgo, MOST_A_DAY)) >= MOST_A_DAY) return { left: 'too-many' };

  const linkTos = new Map(books.map(({ uri, facts }) => [facts, parts.links.linkTo(uri, facts.snapshot)]));
  const linkTo: LinkTo = (_, item, kind) => {
    const { facts, by, id } = read.at(item);
    return must(linkTos.get(facts), 'links of a workbook')(by, id, kind);
  };
  const isLate = parts.links.open(link.token, parts.clock()) === 'expired';
  const mail = (isLate ? lapsedOf : confirmationOf)(read, received, found.facts, linkTo);
  if (parts.answered.has(mail.id)) return 'answered';
  try {
    const { beginnings } = inbox;
    const ifUnknown = beginnings
      ? { begin: () => beginnings.begin(id), takeBack: () => beginnings.takeBack(id) }
      : 'leave';
    const outcome = OUTCOMES[await sendOnce(await parts.mailer(), mail, { since: received.writtenOn, ifUnknown })];
    if (outcome === 'answered') parts.answered.add(mail.id);
    return outcome;
  } catch (error) {
    if (!(error instanceof RecipientError)) throw error;
    return error.outcome === 'deferred' ? 'later' : { left: 'refused' };
  }
};

const OUTCOMES = { sent: 'answered', 'sent-before': 'answered', unknown: 'later', held: 'held', gone: 'gone' } as const;

const orNoMail = (error: unknown): null => {
  if (error instanceof BatonError && error.code === 'not-a-mail') return null;
  throw error;
};

/** The other workbooks that the links lead to: those of a mail about several. One that cannot be looked at is left out. */
const besides = async (office: Office, [first, ...links]: readonly SignedLink[]): Promise<Found[]> => {
  const elsewhere = links.filter(({ workbook }) => workbook !== first?.workbook);
  const found: Found[] = [];
  for (const link of new Map(elsewhere.map((link) => [link.workbook, link])).values()) {
    const one = await office.at(link);
    if (typeof one !== 'string') found.push(one);
  }
  return found;
};

/** The links of ours that are quoted, those of the latest mail first. Gmail gave that mail a Message-ID that we do not know. */
const linksIn = ({ tokens }: Received, { recognise }: Links): SignedLink[] =>
  tokens.flatMap((token) => {
    const link = recognise(token);
    return link === 'forged' ? [] : [link];
  });

/** The workbooks as they are read once within a call. */
interface Office {
  readonly at: (link: SignedLink) => Promise<Found | 'no-workbook' | 'paused' | 'stranger'>;
}
interface Found {
  readonly uri: string;
  readonly facts: Facts;
  /** Whom the link was made for. */
  readonly by: LinkedView['by'];
}

const openOffice = ({ registry, open, clock, lifetime: { isEnding } }: RepliesParts): Office => {
  let listed: Promise<ReadonlyMap<string, Pick<Registered, 'uri' | 'paused'>>> | undefined;
  const readings = new Map<string, Promise<RawWorkbook>>();
  return {
    at: async (link) => {
      listed ??= registry().then(({ workbooks }) => new Map(workbooks.map((one) => [workbookKey(one.uri), one])));
      const registered = (await listed).get(link.workbook);
      if (!registered) return 'no-workbook';
      if (registered.paused) return 'paused';
      const { uri } = registered;
      const store = open(uri);
      const once: WorkbookStore = {
        read: () => ensure(readings, uri, () => store.read()),
        apply: (writes, shown) => store.apply(writes, shown),
      };
      try {
        const linked = openLinked({ clock, isEnding, wait: async () => {} }, once, link);
        const { facts, by } = await linked.look();
        return { uri, facts, by };
      } catch (error) {
        if (!(error instanceof NoEntry)) throw error;
        return error.why === 'stranger' ? 'stranger' : 'no-workbook';
      }
    },
  };
};
