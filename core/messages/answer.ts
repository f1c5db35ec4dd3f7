/** The answer pages' sentences by language. */
import type { Locale } from '../../sheet-templates/index.ts';
import { answerEn } from './answer.en.ts';
import { answerZh } from './answer.zh-CN.ts';
import type { AnswerMessages } from './answer-messages.ts';

/** The sentences of the answer pages in every language; one that lacks a sentence does not compile. */
export const ANSWER: Readonly<Record<Locale, AnswerMessages>> = { 'zh-CN': answerZh, en: answerEn };
