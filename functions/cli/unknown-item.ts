/** The error for an id that the workbook does not have, with ids like it. */
import { listOf } from '../../core/messages/format.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Facts } from '../../core/process/facts.ts';
import { inEach } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';
import { nearest } from './nearest.ts';

/** BatonError `item-unknown` (data), with what is called alike. */
export const unknownItem = (name: string, { items, flow }: Facts): BatonError => {
  const near = nearest(name, [...items.values(), ...flow.matters.values()]);
  const words = inEach((locale) =>
    LANGUAGES[locale].cli.explain.unknown(
      name,
      listOf(
        near.map((row) => LANGUAGES[locale].cli.explain.known(row.id, row.name)),
        locale,
      ),
    ),
  );
  return new BatonError('data', 'item-unknown', words);
};
