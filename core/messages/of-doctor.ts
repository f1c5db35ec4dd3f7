/** What `doctor` says, a part by itself: no sweep waits for it. */
import type { Locale } from '../../sheet-templates/index.ts';
import { doctor as en } from './en/doctor.ts';
import { inAllOf } from './in-all-of.ts';
import { doctor as zh } from './zh-CN/doctor.ts';

export const DOCTOR: Readonly<Record<Locale, typeof en>> = { 'zh-CN': zh, en };

/** In every language at once. */
export const ofDoctor = inAllOf(DOCTOR);
