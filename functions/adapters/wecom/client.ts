/** Requests to WeCom: which of its codes mean a token, a wait, or its own trouble. */
import { type CodeClient, createCodeClient } from '../../remote/code-client.ts';
import type { PatienceOptions } from '../../remote/patience.ts';

export interface WecomApp {
  /** `https://qyapi.weixin.qq.com`, without a slash at its end. */
  readonly host: string;
  readonly corp: string;
  readonly agent: number;
  readonly secret: string;
}

/** https://developer.work.weixin.qq.com/document/path/90455: no token, an invalid one, one that ended. */
const OF_TOKEN: ReadonlySet<string> = new Set(['41001', '40014', '42001']);
/** The same page: busy, another writes, too often, too many at a time. */
export const PASSING: ReadonlySet<string> = new Set(['-1', '6000', '45009', '45033']);
const UNSURE: ReadonlySet<string> = new Set(['-1', '6000']);

/** One interface takes many times as many from a company (https://developer.work.weixin.qq.com/document/path/90312); one person gets one letter. */
const PER_MINUTE = 600;

export const createWecomClient = ({ host, corp, secret }: WecomApp, options: PatienceOptions = {}): CodeClient =>
  createCodeClient(
    {
      host,
      signIn: `/cgi-bin/gettoken?${new URLSearchParams({ corpid: corp, corpsecret: secret })}`,
      ofToken: OF_TOKEN,
      passing: PASSING,
      unsure: UNSURE,
      perMinute: PER_MINUTE,
    },
    options,
  );
