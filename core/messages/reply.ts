/** The sentences that show a reply back, by language. */
import type { Locale } from '../../sheet-templates/index.ts';
import { replyEn } from './reply.en.ts';
import { replyZh } from './reply.zh-CN.ts';
import type { ReplyMessages } from './reply-messages.ts';

/** How a reply is shown back, in every language; one that lacks a sentence does not compile. */
export const REPLY: Readonly<Record<Locale, ReplyMessages>> = { 'zh-CN': replyZh, en: replyEn };
