/** What the add-on's pages say in every language, a part by itself: nothing else carries it. */
import type { Locale } from '../../sheet-templates/index.ts';
import { addOnPages as en } from './en/add-on-pages.ts';
import type { PageWords } from './language.ts';
import { addOnPages as zh } from './zh-CN/add-on-pages.ts';

export const ADD_ON_PAGES: Readonly<Record<Locale, PageWords>> = { 'zh-CN': zh, en };
