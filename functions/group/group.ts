/** Posts the team's morning in a group: one request, since no group can be asked afterwards what arrived. */

import { morningOf, type SayMorning } from '../../core/mail/morning.ts';
import { type GroupKey, groupAt } from '../../sheet-templates/groups.ts';
import type { Environment } from '../backend.ts';
import type { GroupCard } from './card.ts';
import type { GroupAnswer, GroupPosting, GroupSystem, Post } from './system.ts';

/** Most workbooks tell no group: its system is loaded with the first card. */
const SYSTEMS: Readonly<Record<GroupKey, () => Promise<GroupSystem>>> = {
  feishu: async () => (await import('./feishu.ts')).feishuGroup,
  dingtalk: async () => (await import('./dingtalk.ts')).dingtalkGroup,
  wecom: async () => (await import('./wecom.ts')).wecomGroup,
  slack: async () => (await import('./slack.ts')).slackGroup,
  teams: async () => (await import('./teams.ts')).teamsGroup,
};

/** A sweep waits for a group no longer than this, in milliseconds. */
const PATIENCE = 15_000;

export interface GroupOptions {
  /** BATON_GROUP_SECRET, with which posts to Feishu and DingTalk are signed; null where bots want no signature. */
  readonly secret: string | null;
  /** The only addresses that may be posted to; null where any bot's may. */
  readonly allowed: readonly string[] | null;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Whoever may edit a sheet may name a group in it, and so one of other people's. */
export const OUTSIDE: GroupAnswer = { taken: false, said: 'BATON_GROUPS' };

/** What the environment says of groups. Where the administrator says who may be mailed, groups have to be named as well. */
export const groupOptions = (env: Environment): Pick<GroupOptions, 'secret' | 'allowed'> => {
  const named = env.BATON_GROUPS?.trim();
  const allowed = named ? named.split(/[\s,]+/).filter(Boolean) : env.BATON_RECIPIENTS?.trim() ? [] : null;
  return { secret: env.BATON_GROUP_SECRET?.trim() || null, allowed };
};

/** What came of a card: taken; not taken, in the system's own words; or nobody can tell. Nothing is thrown. */
/** A way into groups: what is said there, and how it gets there. */
export interface Groups {
  readonly say: SayMorning;
  readonly post: PostToGroup;
}

export type PostToGroup = (address: string, card: GroupCard) => Promise<GroupAnswer | null>;

export const createGroups = ({ secret, allowed, fetch: request = fetch, now = Date.now }: GroupOptions): Groups => ({
  say: morningOf,
  post: async (address, card) => {
    const key = groupAt(address);
    if (key === null || (allowed && !allowed.includes(address))) return OUTSIDE;
    const { print, call, read, isOfMentions } = await SYSTEMS[key]();
    const postingNow = (withMentions: boolean): GroupPosting => ({ address, secret, now: now(), withMentions });
    const send = async ({ url, body }: Post): Promise<GroupAnswer | null> => {
      try {
        const answer = await request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
          // It is this address that somebody entrusted with the team's work.
          redirect: 'error',
          signal: AbortSignal.timeout(PATIENCE),
        });
        return read(answer.status, await answer.text());
      } catch {
        return null;
      }
    };
    const verdict = await send(print(card, postingNow(true)));
    // It has said that it did not take it, so a card without mentions is no second one.
    if (verdict?.taken === false && isOfMentions?.(verdict.said)) return send(print(card, postingNow(false)));
    const mention = verdict?.taken ? call?.(card, postingNow(true)) : null;
    // Whatever comes of it, the card was taken, and names whoever would have been mentioned.
    if (mention) await send(mention);
    return verdict;
  },
});
