/** The answer that writes down what was agreed before a kick-off: items with their delivery standards, a row each. */
import { joined } from '../messages/format.ts';
import { distinct } from '../people.ts';
import { idSource } from '../read/rows.ts';
import { must } from '../text/must.ts';
import { oneLine } from '../text/width.ts';
import { todayIn } from './about.ts';
import { requestText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { adding, together } from './rows.ts';

/** So many lines are taken at once. */
const MOST = 20;

interface Agreed {
  readonly item: string;
  readonly standard: string;
}

/** `Draft of the box: 3 variants by 20 March`: what stands before its first colon, and behind it. */
const agreedIn = (text: string): readonly Agreed[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•·]|\d{1,2}[.、)）])\s*/, '').trim())
    .filter(Boolean)
    .slice(0, MOST)
    .map((line) => {
      const at = line.search(/[：:｜|\t]/);
      return at < 0
        ? { item: line, standard: '' }
        : { item: line.slice(0, at).trim(), standard: line.slice(at + 1).trim() };
    });

const withoutStandard = (text: string): Agreed | undefined =>
  agreedIn(text).find(({ item, standard }) => item === '' || standard === '');

/** The list that acceptance is held against; it begins with what the request expects, where that says how it is judged. Taken back, its rows are emptied. */
export const listAgreed: AnswerForm = (about, form) => {
  const { facts, say, id, by } = about;
  const { rows, state, policy } = facts.snapshot;
  const request = must(facts.flow.requests.get(id), `request ${id}`);
  const { expected } = request.values;
  const text = form.text('agreedItems', ['consensus', 'item'], {
    required: true,
    value: withoutStandard(expected) ? '' : expected,
    refuse: (typed) => {
      const bare = withoutStandard(typed);
      return bare ? say.error.standard(oneLine(bare.item || bare.standard)) : null;
    },
  });
  const heads = request.values.departments.map((name) => facts.snapshot.departments.get(name)?.head ?? null);
  const agreedBy = joined(
    distinct([by, ...heads]).map(({ name }) => name),
    policy.locale,
  );
  const agreed = agreedIn(text);
  return {
    document: requestText(about, request),
    work: () => {
      const nextId = idSource('consensus', () => [...rows.consensus.map((other) => other.id), ...state.keys()]);
      return together(
        ...agreed.map((one) =>
          adding(facts, 'consensus', nextId(), { request: id, ...one, agreedBy, agreedOn: todayIn(about) }),
        ),
      );
    },
    summary: () => ({ agreed: agreed.length }),
  };
};
