/** What is said of the ways to workbooks and people, in every language at once: by itself, so that a function's first answer waits for no other sentence. */
import * as en from './en/ways.ts';
import { type InAll, inAllOf } from './in-all-of.ts';
import * as zh from './zh-CN/ways.ts';

type Ways = typeof en;

const WAYS: { readonly en: Ways; readonly 'zh-CN': Ways } = { 'zh-CN': zh, en };

/** As `inAll`. */
export const inAllWays = <K extends keyof Ways>(part: K): InAll<Ways[K]> =>
  inAllOf<Ways[K]>({ 'zh-CN': WAYS['zh-CN'][part], en: WAYS.en[part] });
