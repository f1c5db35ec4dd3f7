/** Talks outside meetings, and who has to know of them. */
import type { FactsOf } from '../messages/facts.ts';
import type { Person } from '../snapshot.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Matter, ProcessPart } from './matter.ts';
import { isOver, type Progress, type Request } from './requests.ts';
import { isHistory, type Source } from './source.ts';

/** A talk outside a meeting that others have to know about. */
export interface Talk {
  readonly id: string;
  readonly on: Day;
  readonly toKnow: readonly Person[];
  /** Who held it. */
  readonly people: readonly Person[];
  readonly facts: FactsOf<'talk'>;
}

/** The record of talks: what was settled, and who has to know. What is old when Baton first sees it is only kept. */
export const talksOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  progress: ReadonlyMap<string, Progress>,
): ProcessPart & { readonly talks: readonly Talk[] } => {
  const matters: Matter[] = [];
  const talks: Talk[] = [];
  for (const { id, values: v } of source.rows('communications')) {
    const over = isOver(requests.get(v.request), progress.get(v.request));
    const standing = { code: 'settled' } as const;
    const memory = source.remember(id, { standing, declared: v.date, content: [v.settled] });
    matters.push({
      id,
      tab: 'communications',
      name: v.settled || id,
      request: v.request,
      standing,
      open: false,
      memory,
      duties: [],
    });
    if (over || v.date === null || v.settled === '' || v.toKnow.length === 0) continue;
    if (isHistory(v.date, memory, source)) continue;
    const people = v.people.map(({ name }) => name);
    talks.push({
      id,
      on: v.date,
      toKnow: v.toKnow,
      people: v.people,
      facts: { on: isoOf(v.date), people, channel: v.channel },
    });
  }
  return { matters, missing: [], talks };
};
