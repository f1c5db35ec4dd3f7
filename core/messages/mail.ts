/** The digest's sentences by language. */
import type { Locale } from '../../sheet-templates/index.ts';
import { mailEn } from './mail.en.ts';
import { mailZh } from './mail.zh-CN.ts';
import type { MailMessages } from './mail-messages.ts';

/** The sentences of a digest in every language; one that lacks a sentence does not compile. */
export const MAIL: Readonly<Record<Locale, MailMessages>> = { 'zh-CN': mailZh, en: mailEn };
