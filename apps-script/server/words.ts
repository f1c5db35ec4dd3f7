import type { Locale } from '../../sheet-templates/index.ts';
import * as en from './words.en.ts';
import * as zh from './words.zh-CN.ts';

/** The add-on's words by the workbook's language. A section in words.en.ts that words.zh-CN.ts lacks does not compile. */
export const WORDS: Readonly<Record<Locale, typeof en>> = { 'zh-CN': zh, en };
