/** The answers that settle a dispute, or decide an escalated issue: one side proposes, the other agrees; those above rule. */
import type { Block } from '../answers/model.ts';
import type { Item } from '../item.ts';
import { nameOf } from '../mail/reader.ts';
import { rulingRow } from '../may/may.ts';
import { FORMAT, joined } from '../messages/format.ts';
import { sayWritten } from '../messages/index.ts';
import { daysFor } from '../process/urgency.ts';
import type { Person, Row } from '../snapshot.ts';
import { must } from '../text/must.ts';
import { optionsIn } from '../text/options.ts';
import type { Line } from '../text/span.ts';
import { oneLine, shorten } from '../text/width.ts';
import { type Day, isoOf } from '../time/day.ts';
import { slipOf } from '../what-if/slip.ts';
import { type Asked, dayIn, titleAsked, todayIn } from './about.ts';
import { carriedOut, changeLinesOf, type TaskChange } from './carry-out.ts';
import { issueText, proposalText, weighedText } from './document.ts';
import type { FormReader } from './form.ts';
import type { AnswerForm } from './kind.ts';
import { movedWith } from './moved-with.ts';
import { proposedFor } from './redate.ts';
import { setting, together } from './rows.ts';

const rowOf = ({ facts, id }: Asked): Row<'escalations'> => must(rulingRow(facts, id), `issue to decide on for ${id}`);

/** An option is quoted so wide. */
const SHOWN = 120;
const OTHER = 'other';

/** One of the options that the row names, in its own words; '' where there is none, or something else was chosen. */
const optionOf = ({ say }: Asked, form: FormReader, options: readonly string[]): string => {
  if (options.length === 0) return '';
  const choices = [
    ...options.map((option, i) => ({ key: String(i + 1), label: shorten(oneLine(option), SHOWN) })),
    { key: OTHER, label: say.otherOption },
  ];
  return options[Number(form.option('option', choices, { required: true })) - 1] ?? '';
};

/** What one side proposes: an option, words, or both. */
const proposalIn = (about: Asked, form: FormReader, { values }: Row<'escalations'>): string => {
  const option = optionOf(about, form, optionsIn(values.options));
  const text = form.text('proposal', ['escalations', 'decision'], {
    refuse: (typed) => (form.isSent && form.sound && option === '' && typed === '' ? about.say.error.empty : null),
  });
  return [option, text].filter(Boolean).join(FORMAT[about.facts.snapshot.policy.locale].semicolon);
};

/** A date further off than this is a slip of the pen, in days. */
const FURTHEST = 2 * 366;
/** Colleagues whose open tasks are counted, and people a field begins with. */
const COUNTED = 2;
const FIRST = 40;

/** What a decision gives besides its words, as the form has it. */
interface Given {
  readonly due: Day | null;
  readonly owner: Person | null;
  readonly support: string;
}

/** The open task that an issue is about; null where it is about something else. */
const taskIn = ({ facts, id }: Asked, { values }: Row<'escalations'>): Item | null => {
  const item = facts.items.get(id) ?? facts.items.get(values.item);
  return item?.open ? item : null;
};

/** A date and another person fit a task; support fits everything. */
const givenIn = (about: Asked, form: FormReader, row: Row<'escalations'>): Given => {
  const { facts, say } = about;
  const { today, people, hasColumn } = facts.snapshot;
  const item = taskIn(about, row);
  const has = (column: string) => hasColumn('escalations', column);
  const mayMove = item !== null && (has('newDue') || hasColumn('tracker', 'newDue'));
  const isPlain = optionsIn(row.values.options).length === 0;
  form.fold(say.decide.due, form.says('newDue') || (isPlain && !form.isSent));
  const due = mayMove
    ? form.date('newDue', ['escalations', 'newDue'], {
        min: today,
        max: today + FURTHEST,
        help: insteadOf(about, item),
      })
    : null;
  const others = item ? othersFor(about, item) : [];
  form.fold(say.decide.owner, form.says('newOwner'));
  const owner =
    item !== null
      ? form.person('newOwner', ['escalations', 'newOwner'], people, {
          first: others.slice(0, FIRST),
          help: say.effect.loads(
            others.slice(0, COUNTED).map((person) => ({ name: oneLine(person.name), open: openOf(about, person) })),
          ),
        })
      : null;
  form.fold(say.decide.support, form.says('support'));
  const support = has('support') ? form.text('support', ['escalations', 'support'], {}) : '';
  form.fold('');
  return { due, owner: owner === item?.responsible ? null : owner, support };
};

/** A date that may do, with what it moves. */
const insteadOf = (about: Asked, item: Item): string => {
  const day = proposedFor(item, about);
  const { moves } = slipOf(about.facts, item, day);
  return about.say.effect.instead(
    dayIn(about, day),
    moves.map((move) => nameOf(move.item)),
  );
};

const openOf = ({ facts }: Asked, person: Person): number =>
  [...facts.items.values()].filter(({ open, responsible }) => open && responsible === person).length;

/** Who could do it instead: those who support it, then colleagues of the department, then everybody. */
const othersFor = ({ facts: { snapshot } }: Asked, item: Item): readonly Person[] => {
  const active = [...snapshot.people.values()].filter((person) => person.active && person !== item.responsible);
  const rank = (person: Person) => {
    if (item.supporting.includes(person)) return 0;
    return person.department !== '' && person.department === item.department ? 1 : 2;
  };
  return active.sort((a, b) => rank(a) - rank(b));
};

/** Where nobody put a decision into words, what it gives says it, in the sheet's language. */
const wordsFor = ({ facts: { snapshot } }: Asked, { due, owner, support }: Given): string => {
  const { policy, today } = snapshot;
  const { locale } = policy;
  return [
    due === null ? '' : sayWritten('decision.due', { due: isoOf(due) }, locale, today),
    owner === null ? '' : sayWritten('decision.owner', { owner: owner.name }, locale, today),
    support === '' ? '' : sayWritten('decision.support', { support }, locale, today),
  ]
    .filter(Boolean)
    .join(FORMAT[locale].semicolon);
};

/**
 * A decision, written where the issue was filed, and at once into the task that it is about: its date, its owner, and that it goes on
 * where it was blocked.
 */
export const rule: AnswerForm = (about, form) => {
  const { facts, say, by } = about;
  const { policy } = facts.snapshot;
  const row = rowOf(about);
  const task = taskIn(about, row);
  const options = optionsIn(row.values.options);
  const option = optionOf(about, form, options);
  const given = givenIn(about, form, row);
  const gives = given.due !== null || given.owner !== null || given.support !== '';
  // Of what is no task, words are what a decision mostly is.
  if (task !== null || options.length > 0) form.fold(say.decide.words, form.says('decision'));
  const text = form.text('decision', ['escalations', 'decision'], {
    refuse: (typed) => (form.isSent && form.sound && option === '' && typed === '' && !gives ? say.error.ruled : null),
  });
  form.fold('');
  const words = [option, text].filter(Boolean).join(FORMAT[policy.locale].semicolon);
  const change = { ...given, unblocks: gives && task?.status === 'blocked' && task.waitsFor.length === 0 };
  return {
    document: [...reasonsIn(about, row, task), ...proposalText(about, row.values)],
    effects: form.isSent ? effectsOf(about, task, change) : [],
    next: [say.effect.ruled],
    listsChanges: true,
    work: () =>
      together(
        setting(facts, 'escalations', row.id, {
          decision: words || wordsFor(about, given),
          ...(given.due === null ? {} : { newDue: isoOf(given.due) }),
          ...(given.owner === null ? {} : { newOwner: given.owner.name }),
          ...(given.support === '' ? {} : { support: given.support }),
          decidedOn: todayIn(about),
          decidedBy: by.name,
          // What one side proposed before is not what was decided.
          ...(row.values.agreedBy.length > 0 ? { agreedBy: null } : {}),
        }),
        ...(task ? [carriedOut(about, task, change)] : []),
      ),
    summary: () => ({ decided: row.id, ...(given.due === null ? {} : { newDue: isoOf(given.due) }) }),
  };
};

/** What there is to weigh. What Baton wrote of a task that stands still, the page says above in fewer words. */
const reasonsIn = (about: Asked, { values }: Row<'escalations'>, task: Item | null): readonly Block[] => {
  if (values.source !== 'auto') return weighedText(about, values);
  return task ? weighedText(about, { ...values, issue: titleAsked(about) }) : issueText(about, values);
};

/** Said once something is filled in, so that the choices and the button stand on one screen before. */
const effectsOf = (about: Asked, task: Item | null, change: TaskChange): readonly Line[] => {
  const { say, facts } = about;
  const { policy } = facts.snapshot;
  const changes = task ? changeLinesOf(about, task, change) : [];
  if (task && change.due !== null) {
    const { lines, told } = movedWith(about, task, change.due);
    return [...changes, ...lines, told];
  }
  const clock = task && changes.length === 0 ? daysFor(task.urgent === true, policy.stuckDays, policy) : null;
  return [...changes, [say.effect.ruled], ...(clock === null ? [] : [[say.effect.clock(clock)]])];
};

/** How one side would settle it: it holds once the other agrees. */
export const propose: AnswerForm = (about, form) => {
  const { facts, say, by, owner, duty } = about;
  const row = rowOf(about);
  const decision = proposalIn(about, form, row);
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
