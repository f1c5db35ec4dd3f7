/** What `npm run deploy` says, in every language at once: by itself, as what is installed has no such call and need not load it. */
import { deploy as en } from './en/deploy.ts';
import { inAllOf } from './in-all-of.ts';
import { deploy as zh } from './zh-CN/deploy.ts';

export const ofDeploy = inAllOf({ 'zh-CN': zh, en });
