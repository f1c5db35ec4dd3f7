import type { Locale } from '../../sheet-templates/index.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh-CN.ts';

/** The pages' words in every language; what core says already is said by core. */
export type PageWords = typeof en;
export const WORDS: Readonly<Record<Locale, PageWords>> = { 'zh-CN': zh, en };
