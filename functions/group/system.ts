/** What a chat system is to the team's morning: how its group takes a card, and what it answers. */
import type { GroupCard } from './card.ts';

/** What is posted, as JSON. */
export interface Post {
  readonly url: string;
  readonly body: unknown;
}

/** What a system said: it took the card, or did not. `said` are its own words, for whoever mends it. */
export type GroupAnswer = { readonly taken: true } | { readonly taken: false; readonly said: string };

/** What stands around a post. */
export interface GroupPosting {
  readonly address: string;
  /** Signs the post, where the bot was told to want that. */
  readonly secret: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether people are mentioned whom the system may not know. */
  readonly withMentions: boolean;
}

export interface GroupSystem {
  readonly print: (card: GroupCard, posting: GroupPosting) => Post;
  /** A short message that mentions people, where a card cannot: after one that was taken. Null where there is nobody to mention. */
  readonly call?: (card: GroupCard, posting: GroupPosting) => Post | null;
  /** Most of these answer HTTP 200 to what they refuse, so the body counts. */
  readonly read: (status: number, body: string) => GroupAnswer;
  /** Whether a refusal, in its own words, may be about somebody who is mentioned. */
  readonly isOfMentions?: (said: string) => boolean;
}

export const TAKEN: GroupAnswer = { taken: true };
export const refused = (said: string): GroupAnswer => ({
  taken: false,
  said: said.replace(/\s+/g, ' ').trim().slice(0, 300),
});

/** An answer in JSON with a code, 0 for taken. */
export const byCode =
  (code: string, words: string) =>
  (status: number, body: string): GroupAnswer => {
    const said = objectIn(body);
    if (said && said[code] === 0) return TAKEN;
    return refused(said && code in said ? `${said[code]} ${said[words] ?? ''}` : `HTTP ${status} ${body}`);
  };

const objectIn = (body: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
};
