/** Who in WeCom has an address or a number. */
import type { Recipient } from '../../ports.ts';
import type { CodeClient } from '../../remote/code-client.ts';
import type { KeptLetters } from '../../remote/kept-letters.ts';
import { mobileOf } from '../../remote/mobile.ts';
import { SignedInRefused } from '../../remote/signed-in.ts';
import { lookupsUsedUp, NO_MEMBER } from './errors.ts';

/** Of more than every fifth lookup without a result WeCom locks them for a day: https://developer.work.weixin.qq.com/document/path/96268 */
const FREE_MISSES = 4;
const MISSES = 0.2;

export interface WecomPeople {
  /** Null where nobody has them. Throws SignedInRefused, RecipientError. */
  readonly find: (who: Omit<Recipient, 'name'>) => Promise<string | null>;
}

/** The number first, which people write down for this; then the address as the company's, then as one's own. Who was not found lately is not asked for again. */
export const createPeople = (client: CodeClient, kept: KeptLetters): WecomPeople => {
  let asked = 0;
  let missed = 0;

  const ask = async (path: string, by: object): Promise<string | null> => {
    asked++;
    try {
      const { userid } = await client.look({ path, body: JSON.stringify(by) });
      return typeof userid === 'string' && userid !== '' ? userid : null;
    } catch (thrown) {
      if (!(thrown instanceof SignedInRefused) || !NO_MEMBER.has(thrown.failure.reason)) throw thrown;
      return null;
    }
  };

  return {
    find: async ({ address, phone = '' }) => {
      const who = JSON.stringify([address, phone]);
      if (await kept.isNobody(who, client.time.now())) return null;
      if (missed >= FREE_MISSES && missed > asked * MISSES) throw lookupsUsedUp(address);
      const byMail = (type: 1 | 2) => ask('/cgi-bin/user/get_userid_by_email', { email: address, email_type: type });
      const found =
        (phone ? await ask('/cgi-bin/user/getuserid', { mobile: mobileOf(phone) }) : null) ??
        (await byMail(1)) ??
        (await byMail(2));
      if (found !== null) return found;
      missed++;
      await kept.nobodyHas(who, client.time.now());
      return null;
    },
  };
};
