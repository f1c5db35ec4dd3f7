/** Sends letters as an app of WeCom to single persons; one of which no answer came is asked for again, byte for byte. */
import type { Mailer, OutgoingMail } from '../../ports.ts';
import type { CodeAnswer } from '../../remote/code-client.ts';
import { type KeptLetters, keptFolder, keptLetters } from '../../remote/kept-letters.ts';
import type { PatienceOptions } from '../../remote/patience.ts';
import { createSameBytes } from '../../remote/same-bytes.ts';
import { SignedInRefused } from '../../remote/signed-in.ts';
import { createWecomClient, type WecomApp } from './client.ts';
import { isOfAll, letterTaken, mayBeAnother, noSuchMember, UNLICENSED, wecomError } from './errors.ts';
import { KNOWN_AGAIN, wecomBody } from './message.ts';
import { createPeople } from './people.ts';

export interface WecomOptions extends PatienceOptions {
  readonly app: WecomApp;
  readonly kept: KeptLetters;
  /** As `kept` says it. */
  readonly place: string | null;
}

export const openWecom = async (app: WecomApp): Promise<Mailer> => {
  const kept = keptLetters(accountOf(app));
  return createWecom({ app, kept, place: await kept.place() });
};

/** Letters of one app are no others'. */
export const accountOf = ({ corp, agent }: WecomApp): string => `wecom ${corp} ${agent}`;

/**
 * A request with `enable_duplicate_check` is received once within four hours if its JSON is identical
 * (https://developer.work.weixin.qq.com/document/path/90236). Errors: see errors.ts.
 */
export const createWecom = ({ app, kept, place, ...options }: WecomOptions): Mailer => {
  const client = createWecomClient(app, options);
  const people = createPeople(client, kept);

  /** To the member whom an earlier letter reached; where that is none any more, to whoever is looked up. */
  async function* bodies({ letter, to, remembered }: OutgoingMail): AsyncGenerator<string> {
    const known = memberIn(app, remembered);
    if (known) yield wecomBody(letter, known, app.agent);
    const found = await people.find(to);
    if (found === null) throw noSuchMember(to.address);
    if (found !== known) yield wecomBody(letter, found, app.agent);
  }

  return createSameBytes({
    channel: 'wecom',
    place,
    kept,
    now: client.time.now,
    bodies,
    post: async (body) => {
      const answer = await client.ask({ path: '/cgi-bin/message/send', body });
      const { touser } = JSON.parse(body) as { readonly touser: string };
      refuseWhere(answer);
      return receiptOf(app, touser, typeof answer.msgid === 'string' ? answer.msgid : '');
    },
    isElsewhere: mayBeAnother,
    isKnownAgain: (since, now) => Math.abs(now - since) < KNOWN_AGAIN,
    errorOf: (failure, to) => wecomError(failure, to, app),
    isOfAll,
    takenOver: letterTaken,
  });
};

/** Whom it does not reach WeCom may name in an answer without an error: the same page. */
const refuseWhere = ({ invaliduser, unlicenseduser }: CodeAnswer): void => {
  for (const [reason, named] of [
    ['81013', invaliduser],
    [UNLICENSED, unlicenseduser],
  ] as const) {
    if (typeof named !== 'string' || named === '') continue;
    const message = reason === UNLICENSED ? named : `invaliduser ${named}`;
    const failure = { status: 200, message, reason, code: '', retryAfter: null, cause: undefined, isSignIn: false };
    throw new SignedInRefused(failure, false);
  }
};

/** `wecom ww1234 1000002 zhangsan MSGID`: the company, its app, the member, the message. */
const receiptOf = ({ corp, agent }: WecomApp, user: string, message: string): string =>
  ['wecom', corp, agent, encodeURIComponent(user), message || '-'].join(' ');

const memberIn = ({ corp, agent }: WecomApp, remembered: readonly string[] = []): string | null => {
  for (const receipt of remembered) {
    const [way, itsCorp, itsAgent, user] = receipt.split(' ');
    if (way === 'wecom' && itsCorp === corp && itsAgent === String(agent) && user) return decodeURIComponent(user);
  }
  return null;
};

/** Signs in and asks for the app itself; nobody is looked up, nothing is sent. Errors as of `send`. */
export const examineWecom = async (
  app: WecomApp,
  options: PatienceOptions = { attempts: 2 },
): Promise<{ readonly app: string; readonly folder: string }> => {
  const client = createWecomClient(app, options);
  try {
    await client.signIn();
    const { name } = await client.look({ path: `/cgi-bin/agent/get?agentid=${app.agent}`, body: null });
    return { app: String(name ?? app.agent), folder: keptFolder() };
  } catch (thrown) {
    throw thrown instanceof SignedInRefused ? wecomError(thrown.failure, '', app) : thrown;
  }
};
