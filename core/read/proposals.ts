/** What somebody may have meant who typed a name, an id or a choice that is not known, or a date without its year. */
import { columnOf, type Locale, type TabKey } from '../../sheet-templates/index.ts';
import type { Problem } from '../problem.ts';
import { nearOf } from '../text/near.ts';
import { type Day, isoOf } from '../time/day.ts';
import { dayAround } from './dates.ts';

/** What there is to be meant. */
export interface Known {
  readonly people: Iterable<string>;
  readonly departments: Iterable<string>;
  /** Ids and names of a tab's rows. */
  readonly rows: (tab: string) => Iterable<string>;
  readonly locale: Locale;
  readonly today: Day;
}

/** For so many texts something is proposed: each costs a look at every name, and nobody mends more in a day. */
const MOST = 200;

const namesFor = ({ tab, column, code }: Problem, known: Known): readonly string[] => {
  switch (code) {
    case 'unknown-person':
      return [...known.people];
    case 'unknown-department':
      return [...known.departments];
    case 'unknown-option':
      return (columnOf(tab as TabKey, column).options ?? []).map(({ label }) => label[known.locale]);
    case 'unknown-id':
      return (columnOf(tab as TabKey, column).names ?? []).flatMap((named) => [...known.rows(named)]);
    default:
      return [];
  }
};

/** The same problems; with `near` where one name, id, choice or day is likely meant. */
export const withProposals = (problems: readonly Problem[], known: Known): Problem[] => {
  const seen = new Map<string, string>();
  const near = (problem: Problem, text: string): string => {
    if (problem.code === 'not-a-date') {
      const day = problem.facts.why === 'no-year' ? dayAround(text, [known.today]) : null;
      return day === null ? '' : isoOf(day);
    }
    const key = `${problem.tab}.${problem.column}.${text}`;
    const before = seen.get(key);
    if (before !== undefined) return before;
    const found = seen.size < MOST ? nearOf(text, namesFor(problem, known)) : '';
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
