/** What somebody may have meant who typed a name, an id or a choice that is not known, or a date without its year. */
import { columnOf, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import { lazily } from '../text/lazily.ts';
import { ensure } from '../text/maps.ts';
import { nearIn } from '../text/near.ts';
import { meantIn } from '../text/nicknames.ts';
import { type Day, isoOf } from '../time/day.ts';
import { dayAround } from './dates.ts';

/** What may be meant. */
export interface Candidates {
  readonly people: readonly string[];
  readonly departments: readonly string[];
  /** Ids and names of a tab's rows. */
  readonly rows: (tab: string) => Iterable<string>;
  readonly locale: Locale;
  readonly today: Day;
}

/** For so many texts something is proposed: each costs a look at every name, and nobody mends more in a day. */
const MOST = 200;

const namesFor = ({ tab, column, code }: Problem, candidates: Candidates): readonly string[] => {
  switch (code) {
    case 'unknown-person':
      return candidates.people;
    case 'unknown-department':
      return candidates.departments;
    case 'unknown-option':
      return (columnOf(tab as TabKey, column).options ?? []).map(({ label }) => label[candidates.locale]);
    case 'unknown-id':
      return (columnOf(tab as TabKey, column).names ?? []).flatMap((named) => [...candidates.rows(named)]);
    default:
      return [];
  }
};

/** The same problems; with `near` where one name, id, choice or day is likely meant. */
export const withProposals = (problems: readonly Problem[], candidates: Candidates): Problem[] => {
  const seen = new Map<string, string>();
  const finders = new Map<string, ReturnType<typeof nearIn>>();
  const meant = lazily(() => meantIn(candidates.people));
  const near = (problem: Problem, text: string): string => {
    if (problem.code === 'not-a-date') {
      const day = problem.facts.why === 'no-year' ? dayAround(text, [candidates.today]) : null;
      return day === null ? '' : isoOf(day);
    }
    if (problem.code === 'unknown-id' && problem.facts.several) return '';
    if (problem.code === 'unknown-person' && problem.facts.namesakes === true) return '';
    const key = `${problem.tab}.${problem.column}.${text}`;
    const before = seen.get(key);
    if (before !== undefined) return before;
    if (seen.size >= MOST) return '';
    const place = `${problem.code}.${problem.tab}.${problem.column}`;
    const find = ensure(finders, place, () => nearIn(namesFor(problem, candidates)));
    const found = find(text, problem.item) || (problem.code === 'unknown-person' ? meant()(text) : '');
    seen.set(key, found);
    return found;
  };
  return problems.map((problem) => {
    switch (problem.code) {
      case 'not-a-date':
      case 'unknown-person':
      case 'unknown-department':
      case 'unknown-option':
      case 'unknown-id': {
        const found = near(problem, problem.facts.text);
        return found === '' ? problem : ({ ...problem, facts: { ...problem.facts, near: found } } as Problem);
      }
      default:
        return problem;
    }
  });
};
