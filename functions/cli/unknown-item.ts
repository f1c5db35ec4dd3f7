/** The error for an id that the workbook does not have, with ids like it. */
import { listOf } from '../../core/messages/format.ts';
import type { Facts } from '../../core/process/facts.ts';
import { w } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { nearest } from './nearest.ts';
import { WORDS } from './terminal.ts';

/** BatonError `item-unknown` (data), with what is called alike. */
export const unknownItem = (name: string, { items, flow }: Facts): BatonError => {
  const near = nearest(
    name,
    [...items.values(), ...flow.matters.values()].map(({ id, name: title }) => ({ id, title })),
  );
  const words = (locale: 'zh-CN' | 'en') => WORDS[locale].explain.unknown(name, listOf(near, locale));
  return new BatonError('data', 'item-unknown', w(words('zh-CN'), words('en')));
};
