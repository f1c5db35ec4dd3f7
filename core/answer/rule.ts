/** The answer that decides an escalated issue. */
import { rulingRow } from '../may/may.ts';
import { daysFor } from '../process/urgency.ts';
import { must } from '../text/must.ts';
import { todayIn } from './about.ts';
import { issueText } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** A decision, written where the issue was filed. */
export const rule: AnswerForm = (about, form) => {
  const { facts, say, by, item } = about;
  const { policy } = facts.snapshot;
  const row = must(rulingRow(facts, about.id), `issue to rule on for ${about.id}`);
  const decision = form.text('decision', ['escalations', 'decision'], { required: true });
  return {
    document: issueText(about, row.values),
    effects: [
      ...(item ? [[say.effect.clock(daysFor(item.urgent === true, policy.stuckDays, policy))]] : []),
      [say.effect.ruled],
    ],
    work: () => setting(facts, 'escalations', row.id, { decision, decidedOn: todayIn(about), decidedBy: by.name }),
    summary: () => ({ decided: row.id }),
  };
};
