/** What the environment says of groups. */
import type { Environment } from '../backend.ts';

export interface GroupOptions {
  /** BATON_GROUP_SECRET, with which posts to Feishu and DingTalk are signed; null where bots want no signature. */
  readonly secret: string | null;
  /** The only addresses that may be posted to; null where any bot's may. */
  readonly allowed: readonly string[] | null;
  readonly fetch?: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Where the administrator says who may be mailed, groups have to be named as well. */
export const groupOptions = (env: Environment): Pick<GroupOptions, 'secret' | 'allowed'> => {
  const named = env.BATON_GROUPS?.trim();
  const allowed = named ? named.split(/[\s,]+/).filter(Boolean) : env.BATON_RECIPIENTS?.trim() ? [] : null;
  return { secret: env.BATON_GROUP_SECRET?.trim() || null, allowed };
};
