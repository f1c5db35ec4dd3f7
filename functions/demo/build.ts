/** Fills a workbook with the demo and sweeps its past, day by day. */
import { instantOf } from '../../core/time/calendar.ts';
import { isoOf } from '../../core/time/day.ts';
import type { Mailer, WorkbookStore } from '../ports.ts';
import { sweep } from '../sweep/sweep.ts';
import { CONTENT, DemoBook, type DemoDay, type Plot } from './book.ts';
import { createProcess, FULL } from './full-build.ts';
import { FIRST_DAY, REQUESTS, taskOf } from './scenario.ts';

const STARTER: Plot = {
  requests: REQUESTS,
  words: { 'zh-CN': CONTENT['zh-CN'].requests, en: CONTENT.en.requests },
  requestOf: (task) => taskOf(task).request,
};

/**
 * Fills an empty workbook with the demo project and lives through its past: what people wrote is written day by day,
 * and every day's sweep is held, its mails going nowhere. So its memory and its record of mails are those of a real one.
 */
export const fillDemo = async (store: WorkbookStore, demo: DemoDay): Promise<void> => {
  const isFull = demo.template === 'full';
  const book = new DemoBook(demo, isFull ? FULL : STARTER);
  const process = isFull ? createProcess(store, book, demo) : null;
  await store.apply(book.people());
  await store.apply(book.plan());
  await store.apply(book.moves((on) => on < FIRST_DAY));
  await process?.before(FIRST_DAY);
  for (let on = FIRST_DAY; on < 0; on++) {
    const at = instantOf(book.day(on), demo.sweepTime, demo.zone);
    let sweeps = 0;
    await sweep({
      store,
      mailer: nowhere,
      now: at,
      clock: () => at,
      uniqueId: () => `${isoOf(book.day(on)).replaceAll('-', '')}${sweeps++}`,
      ...(demo.official && { official: demo.official }),
    });
    await store.apply(book.moves((day) => day === on));
    await process?.on(on);
  }
  await store.apply(book.typed());
};

const nowhere: Mailer = {
  batch: Number.POSITIVE_INFINITY,
  send: async ({ id }) => ({ receipt: `<${id}@example.com>` }),
  find: async () => 'sent',
};
