/** A tracked task as it is held. There may be hundreds of thousands, so it says through its rows, its date and its clock what these say. */
import type { Change, ClockFacts, DueFacts, Item, MovementFacts, Repeating, ToCarryOut } from '../item.ts';
import { departmentOf } from '../people.ts';
import type { Person, RecordOf, StatusKey, Task } from '../snapshot.ts';
import type { Day } from '../time/day.ts';
import type { Order } from './waits.ts';

/** What no row says as it is, and no other task shares. */
interface Own
  extends Pick<
    Item,
    | 'status'
    | 'reminded'
    | 'divisionLeader'
    | 'over'
    | 'hasStatus'
    | 'ownStatus'
    | 'writtenDue'
    | 'decided'
    | 'progressLost'
  > {
  readonly urgent: boolean;
  readonly today: Day;
}

/** Its values are asked for and not held. A spread copies none of them. */
export class TrackedItem implements Item {
  declare private readonly planned: Task;
  declare private readonly tracked: RecordOf<'tracker'> | undefined;
  declare private readonly order: Order;
  /** Shared by all tasks of one date. */
  declare private readonly limit: DueFacts;
  /** Shared by tasks of the same people whose clock does not run. */
  declare private readonly clock: ClockFacts;
  declare readonly status: StatusKey;
  declare readonly reminded: Person | null;
  declare readonly divisionLeader: Person | null;
  declare readonly over: boolean;
  declare readonly hasStatus: boolean;
  declare readonly ownStatus: string;
  declare readonly progressLost: boolean;
  declare readonly urgent?: true;
  declare readonly replanned: boolean;
  declare readonly writtenDue: Day | null;
  declare readonly decided: ToCarryOut | null;
  declare readonly fingerprint: string;
  declare readonly scope: string;
  declare readonly seenOn: Day;
  declare readonly changedOn: Day;
  declare readonly changes: readonly Change[];
  declare readonly revision: number;

  constructor(
    planned: Task,
    tracked: RecordOf<'tracker'> | undefined,
    order: Order,
    limit: DueFacts,
    movement: MovementFacts,
    clock: ClockFacts,
    own: Own,
  ) {
    const newDue = tracked?.newDue ?? null;
    const { due } = planned.values;
    this.planned = planned;
    this.tracked = tracked;
    this.order = order;
    this.limit = limit;
    this.clock = clock;
    this.status = own.status;
    this.reminded = own.reminded;
    this.divisionLeader = own.divisionLeader;
    this.over = own.over;
    this.hasStatus = own.hasStatus;
    this.ownStatus = own.ownStatus;
    this.progressLost = own.progressLost;
    this.replanned = newDue !== null && due !== null && due < own.today && newDue > due;
    this.writtenDue = own.writtenDue;
    this.decided = own.decided;
    this.fingerprint = movement.fingerprint;
    this.scope = movement.scope;
    this.seenOn = movement.seenOn;
    this.changedOn = movement.changedOn;
    this.changes = movement.changes;
    this.revision = movement.revision;
    if (own.urgent) this.urgent = true;
  }

  get id() {
    return this.planned.id;
  }
  get tab() {
    return this.planned.tab;
  }
  get request() {
    return this.planned.values.request;
  }
  get name() {
    return this.planned.values.name;
  }
  get responsible() {
    return this.planned.values.responsible;
  }
  get accountable() {
    return this.planned.values.accountable;
  }
  get supporting() {
    return this.planned.values.supporting;
  }
  get consulted() {
    return this.planned.values.consulted;
  }
  get informed() {
    return this.planned.values.informed;
  }
  get output() {
    return this.planned.values.output;
  }
  get doneWhen() {
    return this.planned.values.doneWhen;
  }
  get supportNeeded() {
    return this.planned.values.supportNeeded;
  }
  get start() {
    return this.planned.values.start;
  }
  get plannedDue() {
    return this.planned.values.due;
  }
  get department() {
    return departmentOf(this.planned.values);
  }

  get progress() {
    return this.tracked?.progress ?? null;
  }
  get risk() {
    return this.tracked?.risk ?? '';
  }
  get reason() {
    return this.tracked?.reason ?? '';
  }
  get updatedOn() {
    return this.tracked?.updatedOn ?? null;
  }
  get newDue() {
    return this.tracked?.newDue ?? null;
  }
  get evidence() {
    return this.tracked?.output ?? '';
  }
  get open() {
    return this.status !== 'done' && this.status !== 'cancelled';
  }
  get longDone() {
    return this.status === 'done' && this.changedOn === this.seenOn && this.longPast;
  }

  get blocks() {
    return this.order.blocks;
  }
  get waitsFor() {
    return this.order.waitsFor;
  }
  get follows() {
    return this.order.follows;
  }

  get due() {
    return this.limit.due;
  }
  get dueEnd() {
    return this.limit.dueEnd;
  }
  get remindOn() {
    return this.limit.remindOn;
  }
  get phase() {
    return this.limit.phase;
  }
  get late() {
    return this.limit.late;
  }
  get daysLate() {
    return this.limit.daysLate;
  }
  get daysLeft() {
    return this.limit.daysLeft;
  }
  get evidenceDue() {
    return this.limit.evidenceDue;
  }
  get longPast() {
    return this.limit.longPast;
  }

  get court() {
    return this.clock.court;
  }
  get quiet() {
    return this.clock.quiet;
  }
  get help() {
    return this.clock.help;
  }
  get stuckSince() {
    return this.clock.stuckSince;
  }
  get daysStill() {
    return this.clock.daysStill;
  }
  get level() {
    return this.clock.level;
  }
  get levelOn() {
    return this.clock.levelOn;
  }
  get unheard() {
    return this.clock.unheard;
  }
  get raised() {
    return this.clock.raised;
  }
  get escalatedOn() {
    return this.clock.escalatedOn;
  }
  get escalatesOn() {
    return this.clock.escalatesOn;
  }
  get nextLevel() {
    return this.clock.nextLevel;
  }
  get escalatesTo() {
    return this.clock.escalatesTo;
  }
  get stuck() {
    return this.clock.stuck;
  }
  get executiveOn() {
    return this.clock.executiveOn;
  }
  get asked() {
    return this.clock.asked;
  }
  get movers() {
    return this.clock.movers;
  }
  get weeklyOn() {
    return this.clock.weeklyOn;
  }
}

/** An item as one of a task that repeats. */
export const repeating = (item: Item, repeats: Repeating): Item =>
  Object.assign(Object.create(Object.getPrototypeOf(item)), item, { repeats });
