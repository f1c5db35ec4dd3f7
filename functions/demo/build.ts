/** Fills a workbook with the demo and sweeps its past, day by day. */
import type { ReadContext } from '../../core/read/index.ts';
import type { Mailer, WorkbookStore } from '../ports.ts';
import { sweepWorkbook } from '../sweep/sweep.ts';
import { type DemoDay, openBook } from './book.ts';

/** The first day Baton was at work. */
const FIRST_DAY = -12;

/**
 * Fills an empty workbook with the demo project and lives through its past: what people wrote is written day by day,
 * and every day's sweep is held, its mails going nowhere. So its memory and its record of mails are those of a real one.
 */
export const fillDemo = async (
  store: WorkbookStore,
  demo: DemoDay,
  official?: ReadContext['official'],
): Promise<void> => {
  const book = openBook(store, demo);
  await book.begin();
  await book.live((on) => on < FIRST_DAY);
  for (let on = FIRST_DAY; on < 0; on++) {
    const at = book.at(on);
    let sweeps = 0;
    await sweepWorkbook({
      store,
      mailer: nowhere,
      now: at,
      clock: () => at,
      uniqueId: () => `${at.slice(0, 10).replaceAll('-', '')}${sweeps++}`,
      ...(official && { official }),
    });
    await book.live((day) => day === on);
  }
  await book.end();
};

const nowhere: Mailer = {
  batch: Number.POSITIVE_INFINITY,
  send: async ({ id }) => ({ receipt: `<${id}@example.com>` }),
  find: async () => 'sent',
};
