/** What `doctor` asks of Feishu: whether the app is let in, and may find people. Nothing is sent. */
import type { PatienceOptions } from '../../remote/patience.ts';
import { SignedInRefused } from '../../remote/signed-in.ts';
import { createFeishuClient, type FeishuApp } from './client.ts';
import { feishuError } from './errors.ts';

/** Throws BatonError as `send` would. That it may write shows with the first letter only. */
export const examineFeishu = async (app: FeishuApp, options: PatienceOptions = { attempts: 2 }): Promise<void> => {
  const client = createFeishuClient(app, options);
  try {
    await client.signIn();
    const path = '/contact/v3/users/batch_get_id?user_id_type=open_id';
    await client.ask({ method: 'POST', path, body: { emails: ['nobody@example.com'] } });
  } catch (thrown) {
    if (!(thrown instanceof SignedInRefused)) throw thrown;
    throw feishuError(thrown.failure, app);
  }
};
