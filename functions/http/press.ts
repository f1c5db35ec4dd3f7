/** The doors of chats: a press in a card becomes an answer, and whoever pressed hears what came of it. */
import { plainPage } from '../../core/answer/index.ts';
import type { PlainReason } from '../../core/answers/reasons.ts';
import type { PressSaid } from '../../core/mail/press.ts';
import { pressedKind } from '../../core/mail/press.ts';
import { PRESS } from '../../core/messages/languages.ts';
import { plain } from '../../core/text/span.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import { createAnswering, NoEntry, type Said } from '../answer/answer.ts';
import type { Links } from '../answer/links.ts';
import type { Lifetime } from '../base/lifetime.ts';
import type { Log } from '../base/log.ts';
import { workbookKey } from '../base/workbook-key.ts';
import type { Press, PressDoor, PressTask, Queue } from '../ports.ts';
import type { Answer, Endpoint, HttpCall, JsonAnswer } from './call.ts';
import { createLookup, faultOf, type RespondParts } from './respond.ts';

/** The door of a chat by its name; null where nobody said with what its calls are signed. */
export type DoorOf = (by: string) => Promise<PressDoor> | null;

export interface PressParts extends Omit<RespondParts, 'links'> {
  readonly links: Pick<Links, 'open' | 'pageOf'>;
  readonly doorOf: DoorOf;
}

/** Gives the answer of a press, and tells whoever pressed. */
export interface GivePress {
  /** What came of it, in words. Nothing is thrown. */
  readonly give: (press: Press, log: Log) => Promise<PressSaid>;
  /** Tells it by a message of its own; what fails is logged. */
  readonly say: (press: Press, said: PressSaid, log: Log) => Promise<void>;
}

/**
 * A press is judged as a form of the answer page is: the same link, the same checks, the same claim and ledger. Who pressed has to be whom the
 * link was made for: a card that was passed on answers for nobody.
 */
export const createPresses = (parts: PressParts): GivePress => {
  const { links, open, clock, handOn, doorOf } = parts;
  const find = createLookup(parts);
  const answering = createAnswering(parts);

  const give = async (press: Press, log: Log): Promise<PressSaid> => {
    const kind = pressedKind(press.kind);
    const link = links.open(press.token, clock());
    if (kind === undefined || typeof link === 'string') throw new NoEntry(link === 'expired' ? 'expired' : 'invalid');
    const registered = await find(link.workbook);
    if (registered === null || registered.paused) throw new NoEntry(registered ? 'paused' : 'gone');
    const answer = answering.with(open(registered.uri), link);
    const { email, phone, locale } = await answer.whose();
    const door = await doorOf(press.by);
    if (!door) throw new NoEntry('gone');
    const about = { by: press.by, workbook: workbookKey(registered.uri) };
    if (!(await door.isOf(press.presser, { address: email, ...(phone && { phone }) }))) {
      log('WARNING', 'pressed by somebody else', about);
      return { locale: press.locale, tone: 'late', text: PRESS[press.locale].stranger, link: null };
    }
    const said = await answer.press(kind, press.message);
    const { outcome, error } = said;
    if (outcome === 'answered') await handOn?.(registered, kind, log);
    log(error === undefined ? 'INFO' : 'ERROR', 'pressed', {
      ...about,
      outcome,
      ...(error !== undefined && faultOf(error)),
    });
    return saidOf(said, locale, links.pageOf(press.token, kind));
  };

  return {
    give: (press, log) =>
      give(press, log).catch((error) => {
        const why = error instanceof NoEntry ? error.why : 'failed';
        log(error instanceof NoEntry ? 'INFO' : 'ERROR', 'not pressed', {
          by: press.by,
          outcome: why,
          ...(!(error instanceof NoEntry) && faultOf(error)),
        });
        return plainly(press.locale, why);
      }),
    say: async (press, said, log) => {
      try {
        await (await doorOf(press.by))?.say(press, said);
      } catch (error) {
        log('WARNING', 'not told of a press', { by: press.by, ...faultOf(error) });
      }
    },
  };
};

const plainly = (locale: Locale, why: PlainReason): PressSaid => {
  const { title, lines } = plainPage(locale, why);
  return {
    locale,
    tone: 'late',
    text: [title, ...lines.map((line) => line.map(plain).join(''))].join('\n'),
    link: null,
  };
};

/** What the page of an answer would say, in as few words as a chat has room for. */
const saidOf = ({ outcome, page }: Said, locale: Locale, url: string): PressSaid => {
  const { already, words, busy, open: label } = PRESS[locale];
  const link = { label, url };
  const { title = '', lines = [], tone = 'fine' } = page.message ?? {};
  switch (outcome) {
    case 'answered':
      return { locale, tone, text: [`${title} · ${page.title}`, ...lines].join('\n'), link: null };
    case 'again':
      return { locale, tone: 'soon', text: already, link: null };
    case 'busy':
      return { locale, tone: 'late', text: busy, link: null };
    case 'failed':
    case 'unsure':
      return { locale, tone: 'late', text: [title, ...lines].join('\n'), link };
    default:
      // Where nothing is left to answer, the page says why; else it has what can be answered instead.
      return page.form === null && page.others.length === 0
        ? { locale, tone: 'soon', text: [title, ...lines].join('\n'), link: null }
        : { locale, tone: 'soon', text: words, link };
  }
};

/** Does a press that the queue brings. Whoever pressed is told either way, so it does not come again. */
export const pressTask = async ({ give, say }: GivePress, { press }: PressTask, log: Log): Promise<JsonAnswer> => {
  await say(press, await give(press, log), log);
  return { status: 200, body: {} };
};

/**
 * Takes a press: answers what came of it where that is known in time, else null, and whoever pressed is told later. `isShown`: the answer to the call is
 * shown to them, so it is worth a moment.
 */
export type TakePress = (press: Press, log: Log, isShown: boolean) => Promise<PressSaid | null>;

/** Leaves it to the queue: a function's process may stand still once it has answered. BatonError. */
export const takeByQueue =
  (queue: Pick<Queue, 'enqueue'>, clock: () => string): TakePress =>
  async (press) => {
    await queue.enqueue({ kind: 'press', name: `press-${press.by}-${press.id}`, press }, clock());
    return null;
  };

/** Chats wait three seconds; a second of them is the way's. */
const PATIENCE_MS = 2_000;

/** Does it in this process, which says later what it does not know in time. */
export const takeHere =
  ({ give, say }: GivePress, lifetime: Lifetime, wait: (ms: number) => Promise<unknown>): TakePress =>
  async (press, log, isShown) => {
    const work = give(press, log);
    const early = isShown ? await Promise.race([work, wait(PATIENCE_MS).then(() => null)]) : null;
    if (early === null) void lifetime.during(async () => say(press, await work, log));
    return early;
  };

export interface DoorParts {
  readonly doorOf: DoorOf;
  readonly take: TakePress;
  readonly say: GivePress['say'];
  readonly lifetime: Lifetime;
  /** The real time, ISO 8601. */
  readonly clock: () => string;
}

/** The same call is not taken twice; of so many presses it is remembered, far more than come within the minutes in which a call is fresh. */
const REMEMBERED = 10_000;

/**
 * Stands before the answer page: what comes with `?by=slack` is from that chat, or from nobody. A call that is not signed, or not new, changes nothing and is
 * told nothing.
 */
export const withDoors = (page: Endpoint, { doorOf, take, say, lifetime, clock }: DoorParts): Endpoint => {
  const taken = new Set<string>();
  const isNew = ({ by, id }: Press): boolean => {
    const name = `${by} ${id}`;
    if (taken.has(name)) return false;
    taken.add(name);
    for (const old of taken) if (taken.size > REMEMBERED) taken.delete(old);
    return true;
  };

  const pressed = async (door: PressDoor, press: Press, log: Log): Promise<Answer> => {
    if (!isNew(press)) {
      log('WARNING', 'press came twice', { by: press.by });
      return empty(200);
    }
    const { locale } = press;
    const said = await take(press, log, door.showsAnswer).catch((error) => failed(press, error, log));
    // What has more to do than read it is told by a message, too.
    if (said !== null && (said.link !== null || !door.showsAnswer)) void lifetime.during(() => say(press, said, log));
    return bodyOf(door.answer(said ?? { locale, tone: 'soon', text: PRESS[locale].underway, link: null }));
  };

  const failed = ({ by, locale }: Press, error: unknown, log: Log): PressSaid => {
    log('ERROR', 'not pressed', { by, ...faultOf(error) });
    return plainly(locale, 'failed');
  };

  return {
    ...page,
    answer: async (call: HttpCall, log) => {
      const by = call.method === 'POST' ? call.query.get('by') : null;
      if (by === null) return page.answer(call, log);
      const door = await doorOf(by);
      if (!door) return empty(404);
      const read = door.read(call, clock());
      if (read.is === 'reply') return bodyOf(read.body);
      if (read.is === 'press') return pressed(door, read.press, log);
      log('WARNING', 'press refused', { by, outcome: read.why });
      return empty(401);
    },
  };
};

const empty = (status: number): Answer => ({ as: 'text', status, text: '' });
const bodyOf = (body: Readonly<Record<string, unknown>> | null): Answer =>
  body === null ? empty(200) : { status: 200, body };
