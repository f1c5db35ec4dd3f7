/** The answers that settle a dispute, or decide an escalated issue: one side proposes, the other agrees; those above rule. */
import { rulingRow } from '../may/may.ts';
import { FORMAT, joined } from '../messages/format.ts';
import { daysFor } from '../process/urgency.ts';
import type { Row } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { optionsIn } from '../text/options.ts';
import { oneLine, shorten } from '../text/width.ts';
import { type Asked, todayIn } from './about.ts';
import { issueText, proposalText, weighedText } from './document.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

const rowOf = ({ facts, id }: Asked): Row<'escalations'> => must(rulingRow(facts, id), `issue to decide on for ${id}`);

/** An option is quoted so wide. */
const SHOWN = 120;
const OTHER = 'other';

/** One of the options that the row names, with what there is to say of it, or something else. */
const wordsOf = (
  { say, facts }: Asked,
  form: FormReader,
  { values }: Row<'escalations'>,
  key: 'decision' | 'proposal',
): string => {
  const options = optionsIn(values.options);
  if (options.length === 0) return form.text(key, ['escalations', 'decision'], { required: true });
  const choices = [
    ...options.map((option, i) => ({ key: String(i + 1), label: shorten(oneLine(option), SHOWN) })),
    { key: OTHER, label: say.otherOption },
  ];
  const chosen = form.option('option', choices, { required: true });
  const text = form.text(key, ['escalations', 'decision'], {
    refuse: (typed) => (chosen === OTHER && typed === '' ? say.error.empty : null),
  });
  return [options[Number(chosen) - 1] ?? '', text].filter(Boolean).join(FORMAT[facts.snapshot.policy.locale].semicolon);
};

/** A decision, written where the issue was filed. */
export const rule: AnswerForm = (about, form) => {
  const { facts, say, by, item } = about;
  const { policy } = facts.snapshot;
  const row = rowOf(about);
  const decision = wordsOf(about, form, row, 'decision');
  return {
    document: [
      ...(row.values.source === 'auto' ? issueText(about, row.values) : weighedText(about, row.values)),
      ...proposalText(about, row.values),
    ],
    effects: [
      ...(item ? [[say.effect.clock(daysFor(item.urgent === true, policy.stuckDays, policy))]] : []),
      [say.effect.ruled],
    ],
    work: () =>
      setting(facts, 'escalations', row.id, {
        decision,
        decidedOn: todayIn(about),
        decidedBy: by.name,
        // What one side proposed before is not what was decided.
        ...(row.values.agreedBy.length > 0 ? { agreedBy: null } : {}),
      }),
    summary: () => ({ decided: row.id }),
  };
};

/** How one side would settle it: it holds once the other agrees. */
export const propose: AnswerForm = (about, form) => {
  const { facts, say, by, owner, duty } = about;
  const row = rowOf(about);
  const decision = wordsOf(about, form, row, 'proposal');
  const me = owner ?? by;
  const others = (duty?.who ?? []).flatMap((person) => (person && person !== me ? [oneLine(person.name)] : []));
  return {
    document: [...weighedText(about, row.values), ...proposalText(about, row.values)],
    effects: [[say.effect.proposed(others)]],
    work: () =>
      setting(facts, 'escalations', row.id, { decision, agreedBy: me.name, decidedOn: null, decidedBy: null }),
    summary: () => ({ proposed: row.id }),
  };
};

/** The other side agrees to what was proposed: it is settled. */
export const agree: AnswerForm = (about) => {
  const { facts, say, by, owner } = about;
  const { values, id } = rowOf(about);
  const names = [...values.agreedBy, owner ?? by].map(({ name }) => name);
  return {
    document: [...proposalText(about, values), ...weighedText(about, values)],
    effects: [[say.effect.ruled]],
    work: () =>
      setting(facts, 'escalations', id, {
        // Written once more, so that it is these very words that were agreed to.
        decision: values.decision,
        agreedBy: joined(names, facts.snapshot.policy.locale),
        decidedOn: todayIn(about),
      }),
    summary: () => ({ agreed: id }),
  };
};
