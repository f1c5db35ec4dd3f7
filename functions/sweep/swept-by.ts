/** Who sweeps a workbook: its own add-on in Google Sheets, or whoever runs this; never both. */
import { inAll } from '../../core/messages/in-all.ts';
import { settingOf } from '../../core/read/index.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { SWEPT_BY } from '../../sheet-templates/index.ts';
import { BatonError } from '../errors.ts';

const say = inAll('sweep');

/** Where a sweep runs: in the workbook's own add-on, or anywhere else. */
export type Place = 'add-on' | 'elsewhere';

/** BatonError `swept-by-add-on` (data) where the workbook says that its add-on sweeps it, and this is not it. */
export const mustBeOurs = (raw: RawWorkbook, place: Place): void => {
  const isAddOns = settingOf(raw, SWEPT_BY.key).trim() === SWEPT_BY.addOn;
  if (isAddOns && place !== 'add-on') throw new BatonError('data', 'swept-by-add-on', say.sweptByAddOn);
};
