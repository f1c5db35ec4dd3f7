import { nameOf } from '../mail/reader.ts';
import { hasColumn, todayIn } from './about.ts';
import type { Kind } from './kind.ts';
import { setting } from './rows.ts';

/** It is done: what came of it, and who can start now. */
export const done: Kind = (about, form) => {
  const { facts, say, id } = about;
  const item = about.item!;
  const output = hasColumn(about)('tracker', 'output')
    ? form.text('output', ['tracker', 'output'], { required: true, value: item.evidence })
    : null;
  const free = item.blocks.flatMap((other) => {
    const waiting = facts.items.get(other);
    return waiting?.waitsFor.length === 1 ? [nameOf(waiting)] : [];
  });
  return {
    effects: free.length > 0 ? [[say.effect.frees(free)]] : [],
    work: () =>
      setting(facts, 'tracker', id, {
        status: 'done',
        progress: 1,
        ...(output === null ? {} : { output }),
        updatedOn: todayIn(about),
      }),
    summary: () => ({ status: 'done' }),
  };
};
