/** The stages of each request's plan: made from the settings, and followed until they are reached. */
import { TABS } from '../../sheet-templates/index.ts';
import { sayWritten } from '../messages/index.ts';
import { emptyRecord } from '../read/rows.ts';
import type { Person, RecordOf } from '../snapshot.ts';
import { ensure, groupBy, push } from '../text/maps.ts';
import { type Day, isoOf } from '../time/day.ts';
import type { Matter, NewRow, ProcessPart, Standing } from './matter.ts';
import type { Meeting } from './meetings.ts';
import { isOver, type Progress, type Request } from './requests.ts';
import type { Source } from './source.ts';

type Values = RecordOf<'stages'>;
type Stage = NonNullable<Values['stage']>;

const STAGES = TABS.stages.columns.stage.options;

/** What others chase by a rule of their own: the confirmation, a kick-off that its contact is asked for, an acceptance that has begun. */
const isChasedElsewhere = (stage: Stage, progress: Progress | undefined, isKickoffOwed: boolean): boolean => {
  switch (stage) {
    case 'confirm':
      return true;
    case 'kickoff':
      return isKickoffOwed;
    case 'acceptance':
      return progress?.accepting === true;
    default:
      return false;
  }
};

/** A stage with the day it is planned for. */
export interface StageMatter extends Matter {
  /** Null for a stage of the team's own. */
  readonly stage: Stage | null;
  readonly due: Day | null;
  /** The day it was planned for when the last sweep looked; null where Baton does not know. */
  readonly dueBefore: Day | null;
  readonly note: string;
  readonly responsible: Person | null;
}

/** Whether a date that moves from one day to another leaves behind a stage that it kept. */
export const passesStage = ({ open, due }: Pick<StageMatter, 'open' | 'due'>, from: Day, to: Day): boolean =>
  open && due !== null && from <= due && to > due;

/**
 * Each confirmed request's plan of stages: rows from the settings' template, and the stages that come due. `owed`: requests whose
 * kick-off is asked for by its own rule.
 */
export const stagesOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  progress: ReadonlyMap<string, Progress>,
  meetings: ReadonlyMap<string, Meeting>,
  owed: ReadonlySet<string>,
): ProcessPart & { readonly stages: ReadonlyMap<string, readonly StageMatter[]> } => {
  const { snapshot } = source;
  const { calendar, policy, today } = snapshot;
  const matters: Matter[] = [];
  const stages = new Map<string, StageMatter[]>();
  const missing: NewRow[] = [];
  const meetingsOf = groupBy(meetings.values(), ({ values }) => values.request);
  const planned = new Map<string, Set<Stage | null>>();
  const days: Readonly<Record<Stage, number>> = {
    confirm: policy.stageConfirmDays,
    kickoff: policy.stageKickoffDays,
    deliverable: policy.stageDeliverableDays,
    review: policy.stageReviewDays,
    acceptance: policy.stageAcceptanceDays,
  };
  const labelOf = (stage: Stage | null) => STAGES.find(({ key }) => key === stage)?.label[policy.locale] ?? '';
  const responsibleFor = (stage: Stage | null, request: Request | undefined): Person | null =>
    stage === 'confirm' || stage === 'acceptance' ? (request?.contact ?? null) : policy.projectLead;
  const endsIn = (request: Request | undefined) =>
    isOver(request, progress.get(request?.id ?? '')) || progress.get(request?.id ?? '')?.passedOn != null;

  const add = (id: string, v: Values) => {
    const request = requests.get(v.request);
    const over = endsIn(request);
    const held = meetingsOf.get(v.request) ?? [];
    const doneOn = v.doneOn ?? reachedOn(v.stage, request, progress.get(v.request), held);
    const standing: Standing = { code: doneOn === null ? 'planned' : 'done' };
    const memory = source.remember(id, { standing, declared: doneOn, content: [v.doneOn], scope: [v.due] });
    const open = !over && doneOn === null;
    const name = v.name || labelOf(v.stage) || id;
    const now = progress.get(v.request);
    const isChased =
      v.due !== null &&
      v.stage !== null &&
      !isChasedElsewhere(v.stage, now, owed.has(v.request)) &&
      !isArranged(v.stage, v.due, held);
    const responsible = v.responsible ?? responsibleFor(v.stage, request);
    const chase = (due: Day) =>
      source.duty(
        {
          rule: 'stage.due',
          item: id,
          who: [responsible],
          since: memory.since,
          end: due,
          // A date to be moved, not work that stands still: it is asked for, and never escalates.
          until: due,
          waiting: false,
          facts: { request: v.request, stage: name },
        },
        memory,
      );
    const duties = open && request !== undefined && isChased && v.due !== null ? [chase(v.due)] : [];
    const matter = { id, tab: 'stages', name, request: v.request, standing, open, memory, duties, due: v.due } as const;
    matters.push(matter);
    push(stages, v.request, {
      ...matter,
      stage: v.stage,
      dueBefore: snapshot.state.get(id)?.due ?? null,
      note: v.note,
      responsible,
    });
  };

  for (const { id, values } of source.rows('stages')) {
    add(id, values);
    ensure(planned, values.request, () => new Set<Stage | null>()).add(values.stage);
  }
  if (!snapshot.has.stages) return { matters, missing, stages };
  for (const request of requests.values()) {
    const anchor = request.values.anchorOn ?? progress.get(request.id)?.confirmedOn ?? null;
    if (anchor === null || endsIn(request)) continue;
    // A plan that would be over before it is written helps nobody.
    if (calendar.addWorkdays(anchor, Math.max(...Object.values(days))) < today) continue;
    for (const { key: stage } of STAGES) {
      if (planned.get(request.id)?.has(stage)) continue;
      const id = source.nextId('stages');
      const due = calendar.addWorkdays(anchor, days[stage]);
      const responsible = responsibleFor(stage, request);
      const [name, output] = [labelOf(stage), sayWritten(`stage.${stage}`, {}, policy.locale, today)];
      const values = { request: request.id, stage, name, output };
      missing.push({
        tab: 'stages',
        id,
        values: { id, ...values, due: isoOf(due), ...(responsible ? { responsible: responsible.name } : {}) },
      });
      add(id, { ...emptyRecord('stages'), ...values, due, responsible });
    }
  }
  return { matters, missing, stages };
};

/** Which kind of meeting is a stage. */
const HELD: Readonly<Partial<Record<Stage, 'kickoff' | 'review'>>> = { kickoff: 'kickoff', review: 'review' };

/** Its meeting is called for a day in time. */
const isArranged = (stage: Stage, due: Day, meetings: readonly Meeting[]): boolean =>
  meetings.some(
    ({ values: v, over, cancelled }) =>
      v.kind === HELD[stage] && !cancelled && !over && v.date !== null && v.date <= due,
  );

/** The day the rest of the process shows a stage to be reached; null where it does not say. */
const reachedOn = (
  stage: Stage | null,
  request: Request | undefined,
  progress: Progress | undefined,
  meetings: readonly Meeting[],
): Day | null => {
  if (!progress || !request) return null;
  switch (stage) {
    case 'confirm':
      return progress.confirmedOn;
    case 'kickoff':
      return progress.kickedOffOn;
    case 'deliverable':
      return first(request.tasks.filter(({ status }) => status === 'done').map(({ changedOn }) => changedOn));
    case 'review':
      return first(
        meetings.flatMap(({ values: v, over, cancelled }) =>
          v.kind === 'review' && over && !cancelled && v.date !== null ? [v.date] : [],
        ),
      );
    default:
      return progress.passedOn;
  }
};

const first = (days: readonly Day[]): Day | null => (days.length > 0 ? Math.min(...days) : null);
