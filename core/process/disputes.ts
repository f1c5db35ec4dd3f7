/** Escalations in the sheet: the level each is with, who is to settle it, and what was decided. */
import { LOCALES } from '../../sheet-templates/index.ts';
import type { Item, Level } from '../item.ts';
import { atStep, type FactsOf, type PlainStanding } from '../messages/facts.ts';
import { sayWritten } from '../messages/index.ts';
import { distinct, leaderOf, raciPeople } from '../people.ts';
import { isDecided as isDecidedIn, isProposal } from '../record/decided.ts';
import { daysIn } from '../reply/date.ts';
import type { Write } from '../row-write.ts';
import type { Person, Row, Snapshot } from '../snapshot.ts';
import { textOfContent } from '../text/content.ts';
import { fingerprintOf } from '../text/fingerprint.ts';
import { lazily } from '../text/lazily.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Duty, DutyDraft } from './duty.ts';
import { helpersFor, isHelpCall } from './help.ts';
import type { Matter, Memory, ProcessPart, Standing } from './matter.ts';
import { isOver, limitOf, type Progress, type Request } from './requests.ts';
import { isDecidedStanding, levelIn } from './rulings.ts';
import { isOneSide } from './sides.ts';
import { isHistory, type Source } from './source.ts';

/** A disagreement that people filed, which both owners settle, then their leaders, then the executive. */
export type Dispute = Row<'escalations'>;

/** A decision in writing, for everyone involved. */
export interface Decided {
  readonly id: string;
  /** The day it was taken, or first seen where nobody wrote the day. */
  readonly on: Day;
  /** Grows with each later wording. */
  readonly step: number;
  readonly involved: readonly (Person | null)[];
  /** Of those, to whom it is owed at once: its parties, and who is responsible for the task or answers for it. */
  readonly touched: readonly (Person | null)[];
  readonly by: Person | null;
  readonly facts: FactsOf<'dispute.ruled'>;
}

/** What one side proposes, for the others to agree to. */
export interface Proposed {
  readonly id: string;
  /** The same while the proposal is. */
  readonly mark: string;
  readonly to: readonly Person[];
  readonly facts: FactsOf<'dispute.proposed'>;
}

export interface Disputes extends ProcessPart {
  /** Filed by people and undecided, by id. */
  readonly disputes: ReadonlyMap<string, Dispute>;
  readonly decided: readonly Decided[];
  readonly proposed: readonly Proposed[];
}

type Values = Dispute['values'];

/** Whom an undecided one is with, by its level. */
const WITH: Readonly<Record<Level, PlainStanding>> = { 0: 'with-owners', 1: 'with-leaders', 2: 'with-executive' };

/** What is known before. */
interface Raising {
  readonly items: ReadonlyMap<string, Item>;
  readonly flow: { readonly matters: ReadonlyMap<string, Matter> };
  readonly snapshot: Pick<Snapshot, 'today'>;
}

/** All matters once `writes` are carried out: what Baton files or brings to a level stands there as every later sweep reads it. */
export const mattersOnceFiled = (
  { items, flow, snapshot: { today } }: Raising,
  writes: readonly Write[],
): ReadonlyMap<string, Matter> => {
  const after = new Map(flow.matters);
  for (const { tab, item: id, values } of writes) {
    const { level } = values;
    if (tab !== 'escalations' || (level !== 1 && level !== 2)) continue;
    const standing: Standing = { code: WITH[level] };
    const before = after.get(id);
    const request = () => requestOf(String(values.item), items, () => flow.matters);
    after.set(id, before ? { ...before, standing } : filed(id, values, standing, request(), today));
  }
  return after;
};

const filed = (id: string, { issue }: Write['values'], standing: Standing, request: string, today: Day): Matter => {
  const memory: Memory = {
    seenOn: today,
    changedOn: today,
    since: today,
    fingerprint: fingerprintOf(textOfContent([])),
    scope: '',
    changed: false,
    revision: 0,
  };
  return { id, tab: 'escalations', name: String(issue), request, standing, open: true, memory, duties: [] };
};

/** Who asked for help took it back: a decision in Baton's own words, in whichever language. */
export const isWithdrawn = (decision: string, today: Day): boolean =>
  LOCALES.some((locale) => decision === sayWritten('escalation.withdrawn', {}, locale, today));

/** A call for help that was taken back before anybody heard of it: nobody needs to. */
const isUnheard = ({ id, values: { decision } }: Dispute, { notified, snapshot: { today } }: Source): boolean =>
  !notified.any('dispute', id) && isWithdrawn(decision, today);

/** The request to which what an escalation names belongs: a task's, or that of any row of the process. */
const requestOf = (id: string, items: Raising['items'], matters: () => ReadonlyMap<string, Matter>): string =>
  items.get(id)?.request ?? matters().get(id)?.request ?? '';

/**
 * Every row of the escalations: where it stands, who is to settle it, and what follows from its decision. A row that
 * Baton filed has no clock of its own: the stuck task's, or the duty's, is the clock.
 * @param others all else there is of the process
 */
export const disputesOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  progress: ReadonlyMap<string, Progress>,
  others: readonly Matter[],
): Disputes => {
  const { snapshot, items, notified } = source;
  const { calendar, policy, departments, today, state } = snapshot;
  const matters: Matter[] = [];
  const disputes = new Map<string, Dispute>();
  const decided: Decided[] = [];
  const proposed: Proposed[] = [];
  // Most of what is escalated is a task, for which nobody need look further.
  const byId = lazily(() => new Map(others.map((matter) => [matter.id, matter])));
  const named = new Map(source.rows('escalations').map(({ id, values }) => [id, values.item]));
  // What came of a dispute is escalated by its own name.
  const requestBehind = (id: string) => requestOf(id, items, byId) || requestOf(named.get(id) ?? '', items, byId);
  const leadersOf = (people: readonly (Person | null)[]) => people.map((person) => leaderOf(person, departments));

  /** The people on both sides: those the row names, and who is responsible for the task it is about. */
  const ownersOf = ({ parties, item, filedBy }: Values): readonly (Person | null)[] => {
    const owners = distinct([...parties, items.get(item)?.responsible ?? null]);
    return owners.length > 0 ? owners : [filedBy ?? policy.projectLead];
  };

  /** The day it was opened or decided. The day under which people were told stays when somebody writes another later. */
  const declaredOf = (id: string, v: Values): Day | null => {
    const before = state.get(id);
    if (!isDecidedIn(v)) return v.openedOn ?? before?.seenOn ?? null;
    if (!before?.since || !isDecidedStanding(before.status)) return v.decidedOn;
    return v.decidedOn === null || notified.last('dispute.ruled', id, isoOf(before.since)) ? before.since : v.decidedOn;
  };

  const feedbackOf = (id: string, v: Values, memory: Memory, level: Level): Duty | null => {
    if (v.feedbackDue === null || isHistory(v.feedbackDue, memory, source)) return null;
    const owners = ownersOf(v);
    const byLevel = level === 2 ? [policy.executive] : level === 1 ? leadersOf(owners) : owners;
    const owner = v.feedbackOwner ?? v.decidedBy;
    return source.duty(
      {
        rule: 'dispute.feedback',
        item: id,
        request: requestBehind(v.item),
        who: owner ? [owner] : byLevel,
        since: memory.since,
        end: v.feedbackDue,
        waiting: false,
        facts: { decided: !isDecidedIn(v) ? null : isoOf(v.decidedOn ?? memory.since) },
      },
      memory,
    );
  };

  /** What is owed to an undecided one: to settle it, by the day that people wrote, else within the limit. */
  const draftOf = ({ id, values: v }: Dispute, { since }: Memory, helped: Item | null): DutyDraft => {
    const request = requestBehind(v.item);
    const common = {
      item: id,
      since,
      request,
      end: v.dueOn ?? limitOf(requests.get(request), since, policy.disputeDays, source),
      waiting: true,
      stuckDays: policy.disputeDays,
      ...(v.dueOn === null ? {} : { dated: true as const }),
      atLevel: levelIn(v),
      decidedAbove: true as const,
    };
    const [proposer] = isProposal(v) ? v.agreedBy : [];
    const described = {
      facts: v.facts,
      options: v.options,
      proposer: proposer?.name ?? '',
      proposal: proposer ? v.decision : '',
    };
    if (!helped) {
      const owners = ownersOf(v);
      const parties = owners.flatMap((person) => person?.name ?? []);
      const others = proposer ? othersThan(proposer, owners).map(({ name }) => name) : [];
      return {
        ...common,
        ...atStep('dispute', 'settle', { ...described, parties, others }),
        who: owners,
        copied: [v.filedBy],
      };
    }
    // It is with those who are asked from the start; who asked, and who else stands for the task, know of it.
    const asker = v.filedBy ?? helped.responsible;
    const who = helpersFor(helped, asker, snapshot);
    return {
      ...common,
      who,
      leaders: who,
      copied: [helped.responsible, helped.accountable].filter((person) => person !== asker),
      ...atStep('dispute', 'help', {
        ...described,
        help: true,
        asker: asker?.name ?? '',
        task: helped.name,
        taskId: helped.id,
        blocks: helped.blocks.map((other) => items.get(other)?.name || other),
        wanted: v.dueOn !== null,
        fresh: since === today,
      }),
    };
  };

  for (const row of source.rows('escalations')) {
    const { id, values: v } = row;
    const request = requestBehind(v.item);
    const item = items.get(v.item);
    const over = isOver(requests.get(request), progress.get(request));
    const isDecided = isDecidedIn(v);
    const feedbackDue = v.feedback === '' && v.feedbackOn === null ? v.feedbackDue : null;
    const answered = feedbackDue === null;
    const auto = v.source === 'auto';

    // What it stands at follows from its clock, which needs what is remembered: the code is put in afterwards.
    const decision: Standing =
      feedbackDue === null ? { code: 'ruled' } : { code: 'feedback-due', facts: { due: isoOf(feedbackDue) } };
    const code = isDecided ? decision.code : WITH[levelIn(v)];
    const memory = source.remember(id, {
      standing: { code },
      declared: declaredOf(id, v),
      // Until it is settled nothing that is written about it stops the clock.
      content: isDecided ? [v.decision, v.decidedOn, v.feedback, v.feedbackOn] : [],
      ...(isDecided ? { scope: [v.decision] } : {}),
    });
    const owners = ownersOf(v);
    const helped = item !== undefined && isHelpCall(row, item, notified) ? item : null;
    const end = auto && !isDecided ? v.end : null;
    const settling =
      isDecided || auto || helped?.open === false ? null : source.duty(draftOf(row, memory, helped), memory);
    // The next level is told today; it stands there when people read the sheet.
    const rises = settling?.stuck && settling.escalatesTo.length > 0 && calendar.isWorkday(today);
    const level = settling ? (rises ? settling.nextLevel : settling.level) : levelIn(v);
    const feedback = answered ? null : feedbackOf(id, v, memory, level);
    const undecided: PlainStanding = (auto || helped) && item?.open === false ? 'done' : WITH[level];
    const now: Standing = isDecided ? decision : { code: undecided };
    const standing: Standing = end === null ? now : { code: 'escalation-over', facts: { end } };
    const open = !over && end === null && (isDecided ? !answered : helped?.open !== false);
    const duties = [settling, feedback].filter((duty) => duty !== null);
    matters.push({
      id,
      tab: 'escalations',
      name: v.issue || id,
      request,
      standing,
      open,
      memory,
      duties: over ? [] : duties,
    });
    if (over) continue;
    if (settling) disputes.set(id, row);
    const [proposer] = settling && !helped && level === 0 && isProposal(v) ? v.agreedBy : [];
    if (proposer) {
      const mark = fingerprintOf(textOfContent([proposer.name, v.decision]));
      const facts = { by: proposer.name, proposal: v.decision };
      proposed.push({ id, mark, to: othersThan(proposer, owners), facts });
    }
    const dated = v.decidedOn ?? v.openedOn;
    const known =
      (dated === null ? memory.since === memory.seenOn : isHistory(dated, memory, source)) || isUnheard(row, source);
    if (isDecided && !known) {
      const above = levelIn(v) === 0 ? [] : leadersOf(owners);
      decided.push({
        id,
        on: memory.since,
        step: 1 + memory.revision,
        involved: [
          ...owners,
          v.filedBy,
          v.decidedBy,
          v.newOwner,
          ...(item ? raciPeople(item) : []),
          requests.get(request)?.contact ?? null,
          ...above,
          levelIn(v) === 2 ? policy.executive : null,
          policy.projectLead,
        ],
        touched: [...owners, v.newOwner, item?.responsible ?? null, item?.accountable ?? null],
        by: v.decidedBy,
        facts: {
          decision: v.decision,
          by: v.decidedBy?.name ?? '',
          writer: v.decidedBy || v.agreedBy.length > 1 ? '' : (v.filedBy?.name ?? ''),
          agreed: v.agreedBy.map(({ name }) => name),
          level: levelIn(v),
          task: item?.open ? item.id : '',
          ...besidesWords(v, snapshot),
          on: isoOf(v.decidedOn ?? memory.since),
          again: memory.revision > 0,
          feedback: feedbackDue === null ? null : isoOf(feedbackDue),
        },
      });
    }
  }
  return { matters, missing: [], disputes, decided, proposed };
};

/** What a decision gives besides its words; what the words say already is not said twice. */
const besidesWords = (
  { decision, decidedOn, newDue, newOwner, support }: Values,
  { today, calendar }: Pick<Snapshot, 'today' | 'calendar'>,
): Pick<Decided['facts'], 'due' | 'owner' | 'support'> => {
  const isSaid = (text: string) => decision.includes(text);
  const isNamed = newDue !== null && daysIn(decision, decidedOn ?? today, calendar).some(({ day }) => day === newDue);
  return {
    due: newDue === null || isNamed ? null : isoOf(newDue),
    owner: newOwner === null || isSaid(newOwner.name) ? '' : newOwner.name,
    support: isSaid(support) ? '' : support,
  };
};

/** Those of the other sides. */
const othersThan = (proposer: Person, owners: readonly (Person | null)[]): readonly Person[] => {
  const isSame = isOneSide(owners);
  return distinct(owners).filter((person) => !isSame(person, proposer));
};
