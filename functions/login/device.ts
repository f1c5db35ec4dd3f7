/** Signs in on another device, by a code that is typed there (RFC 8628): for a machine without a browser. */
import { inAll } from '../../core/messages/in-all.ts';
import { BatonError } from '../errors.ts';
import { askForTokens, TokenRefused, type Tokens } from '../remote/grant.ts';
import { REAL, type Time } from '../remote/patience.ts';

const say = inAll('login');

interface DeviceAnswer {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly interval?: number;
}

export interface DeviceLogin {
  readonly device: string;
  readonly token: string;
  readonly client: string;
  readonly scope: string;
  /** Tells the person where to type what. */
  readonly tell: (address: string, code: string) => void;
  readonly time?: Time;
}

const SLOWER = 5_000;

/** Waits until somebody has signed in elsewhere. Throws TokenRefused where they did not agree; BatonError 'backend' login-nobody. */
export const byDevice = async ({ device, token, client, scope, tell, time = REAL }: DeviceLogin): Promise<Tokens> => {
  const asked = await askForTokens<DeviceAnswer>(device, { client_id: client, scope });
  tell(asked.verification_uri, asked.user_code);
  const until = time.now() + asked.expires_in * 1000;
  let pause = (asked.interval ?? 5) * 1000;
  while (time.now() < until) {
    await time.sleep(pause);
    try {
      return await askForTokens(token, {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: client,
        device_code: asked.device_code,
      });
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      if (error.code === 'slow_down') pause += SLOWER;
      else if (error.code === 'expired_token') break;
      else if (error.code !== 'authorization_pending') throw error;
    }
  }
  throw new BatonError('backend', 'login-nobody', say.nobody);
};
