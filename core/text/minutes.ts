/** What is approved and signed of a meeting, as text. */
import type { RecordOf } from '../snapshot.ts';
import { textOfContent } from './content.ts';

interface Said<K extends 'topics' | 'actions'> {
  readonly id: string;
  readonly values: RecordOf<K>;
}

/** What is approved and signed of a meeting, by field: its minutes, what each topic came to, and each action. */
export const minutesText = (
  { minutes }: RecordOf<'meetings'>,
  topics: readonly Said<'topics'>[],
  actions: readonly Said<'actions'>[],
): Readonly<Record<string, string>> => ({
  'meetings.minutes': minutes,
  ...Object.fromEntries(
    topics.map(({ id, values: { consensus, outcome } }) => [
      id,
      consensus === '' && outcome === null ? '' : textOfContent([consensus, outcome]),
    ]),
  ),
  ...Object.fromEntries(
    actions.map(({ id, values: { name, owner, due, output } }) => [id, textOfContent([name, owner, due, output])]),
  ),
});
