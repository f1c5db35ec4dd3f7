/** Sends letters as work notices of a DingTalk app to single persons; one of which no answer came is asked for again, byte for byte. */
import type { Mailer, OutgoingMail } from '../../ports.ts';
import type { CodeClient } from '../../remote/code-client.ts';
import { type KeptLetters, keptFolder, keptLetters } from '../../remote/kept-letters.ts';
import { mobileOf } from '../../remote/mobile.ts';
import type { PatienceOptions } from '../../remote/patience.ts';
import { createSameBytes } from '../../remote/same-bytes.ts';
import { SignedInRefused } from '../../remote/signed-in.ts';
import { createDingtalkClient, type DingtalkApp } from './client.ts';
import {
  concernsAll,
  dingtalkError,
  FAILED,
  isEmployeeGone,
  NO_EMPLOYEE,
  noNumber,
  noSuchEmployee,
  noticeTaken,
  SAME_TODAY,
  TOO_FAST,
} from './errors.ts';
import { dingtalkBody } from './message.ts';

export interface DingtalkOptions extends PatienceOptions {
  readonly app: DingtalkApp;
  readonly kept: KeptLetters;
  /** As `kept` says it. */
  readonly place: string | null;
}

export const openDingtalk = async (app: DingtalkApp): Promise<Mailer> => {
  const kept = keptLetters(dingtalkAccount(app));
  return createDingtalk({ app, kept, place: await kept.place() });
};

/** Letters of one app are no others'. */
export const dingtalkAccount = ({ key, agent }: DingtalkApp): string => `dingtalk ${key} ${agent}`;

const SEND = '/topapi/message/corpconversation/asyncsend_v2';
const RESULT = '/topapi/message/corpconversation/getsendresult';
const FIND = '/topapi/v2/user/getbymobile';

/** DingTalk sends after it has answered, and says then what it did not: how long it is waited before each look (ms). */
const LOOKS = [1_000, 3_000] as const;

/**
 * The same content reaches a person once a day (https://help.dingtalk.io/open/development/asynchronous-sending-of-enterprise-session-messages), which the answer does not say:
 * the result of its task does. Errors: see errors.ts.
 */
export const createDingtalk = ({ app, kept, place, ...options }: DingtalkOptions): Mailer => {
  const client = createDingtalkClient(app, options);

  /** To the employee whom an earlier letter reached; where that is none any more, to whoever has the number. */
  async function* bodies({ letter, to, remembered }: OutgoingMail): AsyncGenerator<string> {
    const known = employeeIn(app, remembered);
    if (known) yield dingtalkBody(letter, known, app.agent);
    if (!to.phone) throw noNumber(to.address);
    const found = await employeeWith(client, to.phone);
    if (found === null) throw noSuchEmployee(to.address);
    if (found !== known) yield dingtalkBody(letter, found, app.agent);
  }

  /** Throws SignedInRefused for a notice that was not sent; what nobody says by the last look was. */
  const watch = async (task: unknown): Promise<void> => {
    for (const wait of LOOKS) {
      await client.time.sleep(wait);
      const body = JSON.stringify({ agent_id: app.agent, task_id: task });
      const answer = await client.look({ path: RESULT, body }).catch(() => null);
      const result = readResult(answer?.send_result);
      if (result === 'sent' || answer === null) return;
      if (result !== 'unknown') throw notSent(result);
    }
  };

  return createSameBytes({
    channel: 'dingtalk',
    kept,
    place,
    now: client.time.now,
    bodies,
    post: async (body) => {
      const { task_id: task } = await client.ask({ path: SEND, body });
      await watch(task);
      const { userid_list: user } = JSON.parse(body) as { readonly userid_list: string };
      return receiptOf(app, user, String(task ?? '-'));
    },
    isElsewhere: isEmployeeGone,
    isKnownAgain: isSameDay,
    errorOf: (failure, to) => dingtalkError(failure, to, app),
    isOfAll: concernsAll,
    takenOver: noticeTaken,
  });
};

/** When DingTalk's day begins is written nowhere: it has to be the same in China and by UTC. */
const isSameDay = (since: number, now: number): boolean =>
  [0, 8].every((hours) => dayAt(since, hours) === dayAt(now, hours));
const dayAt = (at: number, hours: number): number => Math.floor((at + hours * 3_600_000) / 86_400_000);

/** Null where nobody has it. Throws SignedInRefused. */
const employeeWith = async (client: CodeClient, phone: string): Promise<string | null> => {
  try {
    const { result } = await client.look({ path: FIND, body: JSON.stringify({ mobile: mobileOf(phone) }) });
    const { userid } = (result ?? {}) as { readonly userid?: unknown };
    return typeof userid === 'string' && userid !== '' ? userid : null;
  } catch (thrown) {
    if (!(thrown instanceof SignedInRefused) || !NO_EMPLOYEE.has(thrown.failure.reason)) throw thrown;
    return null;
  }
};

interface SendResult {
  readonly invalid_user_id_list?: readonly string[];
  readonly failed_user_id_list?: readonly string[];
  readonly forbidden_user_id_list?: readonly string[];
  readonly forbidden_list?: readonly { readonly code?: unknown; readonly userid?: unknown }[];
  readonly read_user_id_list?: readonly string[];
  readonly unread_user_id_list?: readonly string[];
}

/** Of a notice to one person: `sent`, `unknown` as yet, or the code of why not. What has reached them today has reached them. */
const readResult = (given: unknown): string => {
  const result = (given ?? {}) as SendResult;
  const some = (list: readonly unknown[] | undefined): boolean => (list?.length ?? 0) > 0;
  if (some(result.read_user_id_list) || some(result.unread_user_id_list)) return 'sent';
  const [forbidden] = result.forbidden_list ?? [];
  if (forbidden) return SAME_TODAY.has(String(forbidden.code)) ? 'sent' : String(forbidden.code);
  if (some(result.invalid_user_id_list)) return '33012';
  return some(result.failed_user_id_list) || some(result.forbidden_user_id_list) ? FAILED : 'unknown';
};

/** After one that came too fast an earlier attempt may have arrived all the same. */
const notSent = (reason: string): SignedInRefused => {
  const failure = { status: 200, message: '', reason, code: '', retryAfter: null, cause: undefined, isSignIn: false };
  return new SignedInRefused(failure, TOO_FAST.has(reason));
};

/** `dingtalk dingabc 123 user01 987`: the app, its agent, the employee, the task. */
const receiptOf = ({ key, agent }: DingtalkApp, user: string, task: string): string =>
  ['dingtalk', key, agent, encodeURIComponent(user), task].join(' ');

const employeeIn = ({ key, agent }: DingtalkApp, remembered: readonly string[] = []): string | null => {
  for (const receipt of remembered) {
    const [way, itsKey, itsAgent, user] = receipt.split(' ');
    if (way === 'dingtalk' && itsKey === key && itsAgent === String(agent) && user) return decodeURIComponent(user);
  }
  return null;
};

/** A number that no mobile has. */
const NOBODY_HAS = '10000000000';

/** Signs in and looks for a number that nobody has; nothing is sent. Errors as of `send`. */
export const examineDingtalk = async (
  app: DingtalkApp,
  options: PatienceOptions = { attempts: 2 },
): Promise<{ readonly app: string; readonly folder: string }> => {
  const client = createDingtalkClient(app, options);
  try {
    await client.signIn();
    await employeeWith(client, NOBODY_HAS);
    return { app: app.key, folder: keptFolder() };
  } catch (thrown) {
    throw thrown instanceof SignedInRefused ? dingtalkError(thrown.failure, '', app) : thrown;
  }
};
