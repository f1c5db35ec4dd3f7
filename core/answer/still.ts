/** What else waits for somebody who has just answered: the most urgent of it, each with a page on which it can be answered. */
import { type AnswerKind, isQuiet, type StillYours } from '../answers/model.ts';
import { type Still, stillDuty, stillRequest, stillTask } from '../mail/about.ts';
import { answersOf } from '../may/may.ts';
import { groupBy } from '../text/maps.ts';
import type { Asked } from './about.ts';

/** So many are named. */
const NAMED = 3;

/** Without what was answered just now; what is theirs to decide comes first, then what is due soonest. */
export const stillYours = (about: Asked, kind: AnswerKind): StillYours => {
  const { facts, by, id, say } = about;
  const all = [...groupBy(waitingFor(about), (one) => one.id).values()].flatMap(([first]) => first ?? []);
  const open = all.filter(
    (one) =>
      one.id !== id &&
      !(kind === 'handin' && isBegun(about, one)) &&
      answersOf(facts, by, one.id).some((kind) => !isQuiet(kind) && kind !== 'question'),
  );
  return {
    title: open.length > 0 ? say.result.still : say.result.nothingStill,
    items: open.slice(0, NAMED).map(({ id: item, name, when }) => ({ id: item, name, when })),
    more: open.length > NAMED ? say.result.moreStill(open.length - NAMED) : '',
  };
};

/** Once acceptance is asked for, its stage is done by its rounds. */
const isBegun = ({ facts: { flow, snapshot }, id }: Asked, still: Still): boolean =>
  snapshot.rows.stages.some(
    ({ id: row, values: v }) =>
      row === still.id && v.stage === 'acceptance' && v.request === (flow.matters.get(id)?.request || id),
  );

const waitingFor = ({ facts, by, reader }: Asked): readonly Still[] => {
  const { deciding, waiting, owed, toAmend, flow, items } = facts;
  const matterOf = (item: string) => flow.matters.get(item);
  const toDecide = (deciding.get(by) ?? []).flatMap((item): Still[] => {
    const [task, matter] = [items.get(item), matterOf(item)];
    if (task) return [stillTask(reader, task)];
    const [duty] = matter?.duties ?? [];
    return matter && duty ? [stillDuty(reader, matter, duty)] : [];
  });
  const duties = (owed.get(by) ?? []).flatMap((duty) => {
    const matter = matterOf(duty.item);
    return matter ? [{ end: duty.end, still: stillDuty(reader, matter, duty) }] : [];
  });
  const tasks = (waiting.get(by) ?? []).map((item) => ({
    end: item.dueEnd ?? Number.POSITIVE_INFINITY,
    still: stillTask(reader, item),
  }));
  const requests = (toAmend.by.get(by) ?? []).flatMap(({ id }) => {
    const matter = matterOf(id);
    return matter ? [stillRequest(reader, matter)] : [];
  });
  const soonest = [...duties, ...tasks].sort((a, b) => a.end - b.end).map(({ still }) => still);
  return [...toDecide, ...soonest, ...requests];
};
