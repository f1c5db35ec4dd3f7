/** Requests to DingTalk: which of its codes mean a token, a wait, or its own trouble. */
import { type CodeClient, createCodeClient } from '../../remote/code-client.ts';
import type { PatienceOptions } from '../../remote/patience.ts';

export interface DingtalkApp {
  /** `https://oapi.dingtalk.com`, without a slash at its end. */
  readonly host: string;
  readonly key: string;
  readonly secret: string;
  readonly agent: number;
}

/** https://open.dingtalk.com/document/orgapp/server-api-error-codes-1: no token, an invalid one, one that ended. */
const OF_TOKEN: ReadonlySet<string> = new Set(['41001', '40014', '42001']);
/** The same page: busy; of this machine, this company and this interface too many at the moment. */
export const BUSY: ReadonlySet<string> = new Set(['-1', '90002', '90005', '90006', '90014', '90018']);
const UNSURE: ReadonlySet<string> = new Set(['-1']);

/** An interface takes 40 in a second from a company (https://open.dingtalk.com/document/orgapp/invocation-frequency-limit). */
const PER_MINUTE = 600;

export const createDingtalkClient = ({ host, key, secret }: DingtalkApp, options: PatienceOptions = {}): CodeClient =>
  createCodeClient(
    {
      host,
      signIn: `/gettoken?${new URLSearchParams({ appkey: key, appsecret: secret })}`,
      ofToken: OF_TOKEN,
      passing: BUSY,
      unsure: UNSURE,
      perMinute: PER_MINUTE,
    },
    options,
  );
