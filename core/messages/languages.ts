/** The catalogue: every language there is, a folder each. What one of them lacks does not compile. */
import type { Locale } from '../../sheet-templates/index.ts';
import * as en from './en/index.ts';
import type { Language } from './language.ts';
import * as zh from './zh-CN/index.ts';

export const LANGUAGES: Readonly<Record<Locale, Language>> = { 'zh-CN': zh, en };

type Every<K extends keyof Language> = Readonly<Record<Locale, Language[K]>>;

// What pages and scripts of the add-on say as well: parts by themselves, so that a bundle carries no other.
export const BECAUSE: Every<'because'> = { 'zh-CN': zh.because, en: en.because };
export const PROBLEM: Every<'problem'> = { 'zh-CN': zh.problem, en: en.problem };
export const NEXT: Every<'next'> = { 'zh-CN': zh.next, en: en.next };
export const WRITTEN: Every<'written'> = { 'zh-CN': zh.written, en: en.written };
export const FLOW: Every<'flow'> = { 'zh-CN': zh.flow, en: en.flow };
export const MORNING: Every<'morning'> = { 'zh-CN': zh.morning, en: en.morning };
export const MAIL: Every<'mail'> = { 'zh-CN': zh.mail, en: en.mail };
export const PRESS: Every<'press'> = { 'zh-CN': zh.press, en: en.press };
export const ADOPTING: Every<'adopting'> = { 'zh-CN': zh.adopting, en: en.adopting };
export const GUESS: Every<'guess'> = { 'zh-CN': zh.guess, en: en.guess };
export const ASKING: Every<'asking'> = { 'zh-CN': zh.asking, en: en.asking };
export const TAKING_PEOPLE: Every<'people'> = { 'zh-CN': zh.people, en: en.people };
export const REVIEW: Every<'review'> = { 'zh-CN': zh.review, en: en.review };
export const ADD_ON: Every<'addOn'> = { 'zh-CN': zh.addOn, en: en.addOn };
