/** Posts the team's morning in a group: one request, since no group can be asked afterwards what arrived. */

import { morningOf, type SayMorning } from '../../core/mail/morning.ts';
import { type GroupKey, groupAt } from '../../sheet-templates/groups.ts';
import type { GroupCard } from './card.ts';
import type { GroupOptions } from './options.ts';
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

/** Whoever may edit a sheet may name a group in it, and so one of other people's. */
export const OUTSIDE: GroupAnswer = { taken: false, said: 'BATON_GROUPS' };

/** A way into groups: what is said there, and how it gets there. */
export interface Groups {
  readonly say: SayMorning;
  readonly post: PostToGroup;
}

/** What came of a card: taken; not taken, in the system's own words; or nobody can tell. Nothing is thrown. */
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
