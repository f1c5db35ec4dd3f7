/** Tells a workbook's keeper what needs mending: unreadable rows, unknown people, mail that did not arrive. */

import type { KeeperCode } from '../messages/facts.ts';
import { factOf, PROBLEMS, type Problem } from '../problem.ts';
import type { Facts } from '../process/facts.ts';
import { horizonRound } from '../process/week.ts';
import { writersIn } from '../process/writers.ts';
import { fingerprintOf } from '../text/fingerprint.ts';
import { groupBy } from '../text/maps.ts';
import type { Rule } from './rule.ts';

/** So many new findings are read, those that a mail says in one line as one; the rest come with the next digests. */
const MOST_AT_ONCE = 30;

const IN_MANY_ROWS: ReadonlySet<Problem['code']> = new Set<Problem['code']>([
  'unknown-person',
  'several-owners',
  'unknown-department',
  'unknown-option',
  'not-a-rhythm',
  'inactive-person',
]);

/** What a finding quotes; short enough for a key, however much stands in the cell. */
const quoteOf = (facts: Problem['facts']): string => {
  const of = factOf(facts, 'of');
  const quote = `${factOf(facts, 'text') ?? factOf(facts, 'name') ?? ''}${of ? ` ${of}` : ''}`;
  return quote.length > 100 ? fingerprintOf(quote) : quote;
};

/**
 * What is the same finding wherever it stands: an unknown name in forty rows is one thing to mend. A row without an id
 * is known by what it says; its number would make a sort a new finding, and another row's finding an old one.
 */
const groupOf = ({ tab, column, code, facts, item, row }: Problem): string => {
  if (code === 'mail-held') return `${code}.${facts.mail}`;
  if (code === 'mail-deferred') return `${code}.${facts.to}`;
  if (code === 'hours-unkept') return code;
  return IN_MANY_ROWS.has(code)
    ? `${tab}.${column}.${code}.${quoteOf(facts)}`
    : `${tab}.${column}.${code}.${item || quoteOf(facts) || row}`;
};

/** Part of the key in place of a date: another wrong text in the same cell is another finding. */
const versionOf = ({ code, facts, item }: Problem, { snapshot: { today } }: Facts): string => {
  if (code === 'calendar-horizon') return `${facts.horizon}.${horizonRound(facts.horizon, today)}`;
  if (code === 'group-untold') return facts.day;
  if (code === 'no-heartbeat' || code === 'mail-deferred' || code === 'webhook-untold') return facts.since;
  const text = item !== '' && !IN_MANY_ROWS.has(code) ? (factOf(facts, 'text') ?? '') : '';
  return text === '' ? '-' : fingerprintOf(text);
};

const isKeepers = (problem: Problem): problem is Problem<KeeperCode> => PROBLEMS[problem.code].keeper;

const isOver = ({ item }: Problem, { items }: Facts): boolean => items.get(item)?.open === false;

/** Rows that cannot be read, people unknown, the calendar's end: the keeper, and whoever typed it, each finding once. */
export const digestKeeper: Rule<'digest.keeper'> = {
  key: 'digest.keeper',
  section: 'mend',
  tells: 'asks',
  needs: ['settings'],
  judge: (facts, say) => {
    const { problems, policy } = facts.snapshot;
    const toMend = problems.filter(isKeepers).filter((problem) => !isOver(problem, facts));
    const to = [policy.keeper ?? policy.projectLead];
    const writersOf = writersIn(facts);
    const lines = new Set<string>();
    for (const [group, found] of groupBy(toMend, groupOf)) {
      const [first] = found;
      const { tab, row, column, code, item, facts: about } = first;
      const date = versionOf(first, facts);
      const toldOn = to[0] === null ? null : (facts.notified.last('digest.keeper', group, date)?.day ?? null);
      // What a sweep before has told today counts too: a day brings one digest, however often it is swept.
      const isOld = toldOn !== null && toldOn < facts.snapshot.today;
      const line = `${tab}.${column}.${code}.${quoteOf(about)}`;
      if (!isOld && toldOn === null && !lines.has(line) && lines.size >= MOST_AT_ONCE) {
        say(group, { quiet: 'later', facts: { code, count: found.length } });
        continue;
      }
      if (!isOld) lines.add(line);
      say(group, {
        date,
        step: 1,
        // Whoever typed it knows what was meant; the keeper sees that it gets mended.
        to: [...to, ...writersOf(found).filter((person) => person !== to[0])],
        facts: { ...about, tab, row, column, code, item, count: found.length, rows: found.map((p) => String(p.row)) },
      });
    }
  },
};
