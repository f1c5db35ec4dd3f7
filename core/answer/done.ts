/** The answer "it is done", with what came of it. */
import { lacksResult } from '../item.ts';
import { nameOf } from '../mail/reader.ts';
import { hasColumn, taskOf, todayIn } from './about.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** It is done: what came of it, and who can start now. Of what is done already, only what came of it. */
export const done: AnswerForm = (about, form) => {
  const { facts, say, id } = about;
  const item = taskOf(about);
  const output = hasColumn(about)('tracker', 'output')
    ? form.text('output', ['tracker', 'output'], { required: true, value: item.evidence })
    : null;
  const free = item.blocks.flatMap((other) => {
    const waiting = facts.items.get(other);
    return waiting?.waitsFor.length === 1 ? [nameOf(waiting)] : [];
  });
  const alone = lacksResult(item, facts.snapshot);
  return {
    effects: free.length > 0 ? [[say.effect.frees(free)]] : [],
    work: () =>
      setting(facts, 'tracker', id, {
        ...(alone ? {} : { status: 'done', progress: 1 }),
        ...(output === null ? {} : { output }),
        ...(alone ? {} : { updatedOn: todayIn(about) }),
      }),
    summary: () => (alone ? { output: 'added' } : { status: 'done' }),
  };
};
