/** In English: the card of the team's morning in a group. */
import { listOf, plural } from './format.ts';

export const morning = {
  title: (project: string, day: string) => `${project} · ${day}`,
  headline: (counts: readonly string[]) => counts.join(', '),
  count: {
    late: (n: number) => `${n} overdue`,
    decide: (n: number) => `${n} to decide`,
    needs: (n: number) => `${n} ${plural(n, 'waits for somebody', 'wait for somebody')}`,
    handed: (n: number) => `${n} handed over`,
  },
  part: { late: 'Overdue', decide: 'To decide', needs: 'Whose turn it is', handed: 'Handed over' },
  late: (days: number) => `${days} ${plural(days, 'workday')} late`,
  today: 'due today',
  evidence: 'done, and nothing to show for it yet',
  nobody: 'nobody is responsible',
  handed: (from: readonly string[], to: string) => (from.length > 0 ? `${listOf(from)} → ${to}` : `→ ${to}`),
  more: (n: number) => `and ${n} more`,
  open: 'Open the workbook',
  yourMove: (title: string) => `${title}: your move`,
};
