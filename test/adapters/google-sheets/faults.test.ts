import { expect, test } from 'vitest';
import { sweepsApart, UNSWEPT } from '../../contracts/sweeps-apart.ts';
import { createMemoryMailer, openOffice, run } from '../../support/office.ts';
import { openBook } from './book.ts';

// What faults at single requests do is tried field by field in scripts/chaos/matrix.
const open = async () => openBook(await openOffice(UNSWEPT));

test('a first sweep takes eight requests', async () => {
  const book = await open();
  const clock = () => new Date(book.google.clock.now()).toISOString();
  expect(await run(book.store, createMemoryMailer({ batch: 2 }), { clock })).toMatchObject({ outcome: 'done' });
  expect(book.requests()).toHaveLength(8);
});

sweepsApart(async () => {
  const { store, open: another, google } = await open();
  const { clock } = google;
  return { store, open: another, now: clock.now, advance: (ms) => clock.advance(ms) };
});
