import { type Iso, plus } from './days.ts';
import { type Book, type Cells, editsOn } from './edits.ts';
import type { Deed, NewTask, Typed } from './history.ts';
import type { Memory } from './model.ts';
import { addressOf, NO_PROGRESS, type Progress, STATUSES, type Task, type World } from './world.ts';

const text = (value: Typed, today: Iso): string =>
  value === null ? '' : typeof value === 'object' ? plus(today, value.in) : String(value);

const texts = (row: Readonly<Record<string, Typed>>, today: Iso): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, text(value, today)]));

/** Predecessors are drawn as numbers of tasks, and typed as the ids of those that have one; the request likewise. */
const planOf = (row: NewTask['plan'], world: World, today: Iso): Partial<Task> => {
  const { predecessors, request, ...others } = row;
  const plan: Partial<Task> = texts(others, today);
  if (request !== undefined) plan.request = request === null ? '' : (world.requests[Number(request)]?.id ?? '');
  if (predecessors !== undefined) {
    const numbers = predecessors === null ? [] : String(predecessors).split(',').map(Number);
    plan.predecessors = numbers
      .map((n) => world.tasks[n]?.id ?? '')
      .filter((id) => id !== '')
      .join(', ');
  }
  return plan;
};

const progressOf = (row: Readonly<Record<string, Typed>>, today: Iso): Partial<Progress> => {
  const { progress, ...others } = row;
  return { ...texts(others, today), ...(progress === undefined ? {} : { progress: progress as number | null }) };
};

const CLOCKS: ReadonlySet<string> = new Set(['workdayEnd', 'updateTime']);
export const settingCell = (key: string, value: number | string): string =>
  CLOCKS.has(key)
    ? `${String(Math.floor(Number(value) / 60)).padStart(2, '0')}:${String(Number(value) % 60).padStart(2, '0')}`
    : String(value);

/** A task's row and, where somebody began one, its row of progress; as cells, and as the world knows them. */
export const newTask = (world: World, { id, plan, progress }: NewTask, today: Iso): Task => {
  const n = world.tasks.length;
  const task = {
    n,
    // Counted down: those that Baton gives are higher than any there is.
    id: id ? `T-${9000 - n}` : '',
    name: `Task ${n}`,
    ...(planOf(plan, world, today) as Omit<Task, 'n' | 'id' | 'name' | 'copied' | 'dropped'>),
    copied: false,
    dropped: false,
  };
  world.tasks.push(task);
  // Only with an id can anybody write progress beside it.
  if (id && progress) world.progress.set(n, { ...NO_PROGRESS, ...progressOf(progress, today) });
  return task;
};

export const newRequest = (world: World, submittedOn: Iso): Cells => {
  const id = `Q-${String(world.requests.length + 1).padStart(4, '0')}`;
  world.requests.push({ id, submittedOn, reviewedOn: '', cancelledOn: '' });
  return { ...REQUEST, id, submittedOn };
};

export const planCells = ({ n: _, copied: __, dropped: ___, ...cells }: Task): Cells => cells;

/** Does in the world and in the sheets what somebody does; nothing, where it cannot be done. */
export const doDeed = async (
  deed: Deed,
  world: World,
  book: Book,
  memory: Memory,
  { today, isBusy, know }: { today: Iso; isBusy: boolean; know: (task: Task, until: Iso) => Promise<void> },
): Promise<void> => {
  const edits = (tab: Parameters<typeof editsOn>[1]) => editsOn(book, tab);
  const [raci, tracker] = [edits('raci'), edits('tracker')];
  const there = world.tasks.filter(({ dropped }) => !dropped);
  const nth =
    'task' in deed && typeof deed.task === 'number' ? there[deed.task % Math.max(1, there.length)] : undefined;
  const row = (task: Task): Cells => (task.id === '' ? { name: task.name } : { id: task.id, name: task.name });
  const mend = async (task: Task) => {
    if (!task.copied) return;
    await raci.remove((cell) => cell('id') === task.id && cell('name') === COPY);
    task.copied = false;
  };

  switch (deed.do) {
    case 'plan': {
      if (!nth) return;
      await mend(nth);
      const set = planOf(deed.set, world, today);
      await raci.set(row(nth), set as Cells);
      Object.assign(nth, set);
      return;
    }
    case 'progress': {
      const now = nth && world.progress.get(nth.n);
      if (!now) return;
      const set = progressOf(deed.set, today);
      await tracker.set({ id: nth.id }, set);
      Object.assign(now, set);
      return;
    }
    case 'blanks': {
      if (!nth) return;
      const name = nth.name.includes('  ') ? nth.name.replace('  ', ' ') : nth.name.replace(' ', '  ');
      await raci.set(row(nth), { name });
      nth.name = name;
      return;
    }
    case 'task': {
      const task = newTask(world, deed.row, today);
      await raci.add(planCells(task));
      const progress = world.progress.get(task.n);
      if (progress) await tracker.add({ id: task.id, ...progress });
      return;
    }
    case 'drop': {
      if (!nth) return;
      await raci.remove((cell) => cell('name') === nth.name || (nth.id !== '' && cell('id') === nth.id));
      // Its id is not given to another, and its progress stays behind.
      nth.dropped = true;
      return;
    }
    case 'drop progress': {
      if (!nth || nth.id === '') return;
      await tracker.remove((cell) => cell('id') === nth.id);
      world.progress.delete(nth.n);
      return;
    }
    case 'mend copies': {
      if (nth) await mend(nth);
      return;
    }
    case 'paste': {
      // The original is known by its owner; the copy is somebody else's.
      if (!nth || nth.id === '' || nth.copied || memory.tasks.get(nth.id)?.owner !== nth.responsible) return;
      const other = nth.responsible === 'Li Ming' ? 'Sun Li' : 'Li Ming';
      await raci.add({ ...planCells(nth), name: COPY, responsible: other }, deed.top ? 'top' : 'bottom');
      nth.copied = true;
      return;
    }
    case 'sort':
      return edits(deed.tab).sort(deed.tab === 'tracker' ? 'id' : deed.by, deed.down);
    case 'calendar': {
      const date = plus(today, deed.in);
      await edits('calendar').remove((cell) => cell('date') === date);
      if (deed.kind) await edits('calendar').add({ date, kind: deed.kind === 'off' ? 'Off' : 'Work' });
      if (deed.kind) world.days.set(date, deed.kind);
      else world.days.delete(date);
      return;
    }
    case 'person': {
      await edits('directory').set({ name: deed.name }, { active: deed.active ? '' : 'No' });
      world.people.get(deed.name)!.active = deed.active;
      return;
    }
    case 'cover': {
      const by = deed.by === deed.name ? null : deed.by;
      const day = (n: number | null) => (by === null || n === null ? '' : plus(today, n));
      const [from, until] = [day(deed.from), day(deed.until)];
      if (from !== '' && until !== '' && from > until) return;
      await edits('directory').set({ name: deed.name }, { delegate: by ?? '', delegateFrom: from, delegateTo: until });
      world.people.get(deed.name)!.cover = by === null ? null : { by, from: from || null, until: until || null };
      return;
    }
    case 'prefer': {
      const { name, fewer, noMailOn } = deed;
      await edits('directory').set({ name }, { fewer: fewer ? 'Yes' : '', noMailOn: noMailOn.join(' and ') });
      Object.assign(world.people.get(name)!, { fewer, noMailOn });
      return;
    }
    case 'setting': {
      await edits('settings').set({ key: deed.key }, { value: settingCell(deed.key, deed.value) });
      Object.assign(world.settings, { [deed.key]: deed.value });
      return;
    }
    case 'know': {
      const seen = nth && memory.tasks.get(nth.id);
      const person = nth && world.people.get(nth.responsible);
      const status = nth && world.progress.get(nth.n)?.status;
      const request = world.requests.find(({ id }) => id === nth?.request);
      const isOpen =
        status !== undefined &&
        status in STATUSES &&
        status !== 'Done' &&
        status !== 'Cancelled' &&
        !request?.cancelledOn;
      if (isBusy || !nth || !seen || !person?.active || person.cover || !isOpen || nth.copied) return;
      const until = plus(today, deed.days);
      await know(nth, until);
      memory.known.set(`${nth.id} ${person.email}`, { on: today, until });
      return;
    }
    case 'rule': {
      if (!nth || nth.id === '') return;
      const rows = await edits('escalations').cells('id', 'item', 'source', 'decision', 'openedOn');
      const filed = rows.find(
        ([, item, source, decision]) => item === nth.id && source === 'Automatic' && decision === '',
      );
      if (!filed) return;
      const on = deed.dated ? today : '';
      await edits('escalations').set({ id: filed[0]! }, { decision: 'Finish it first', decidedOn: on });
      world.rulings.push({ task: nth.id, on, filedOn: dayIn(filed[4]!) });
      return;
    }
    case 'request': {
      await edits('requests').add(newRequest(world, plus(today, -deed.ago)));
      return;
    }
    case 'review':
    case 'cancel': {
      const request = world.requests[deed.nth % Math.max(1, world.requests.length)];
      if (!request || request.cancelledOn || (deed.do === 'review' && request.reviewedOn)) return;
      const set = deed.do === 'review' ? { reviewResult: 'Passed', reviewedOn: today } : { cancelledOn: today };
      await edits('requests').set({ id: request.id }, set);
      Object.assign(request, deed.do === 'review' ? { reviewedOn: today } : set);
      return;
    }
    case 'answer': {
      const answer = world.answers[deed.nth % Math.max(1, world.answers.length)];
      if (!answer || answer.answer) return;
      await edits('confirmations').set({ id: answer.id }, { answer: 'Can', answeredOn: today });
      answer.answer = 'can';
      return;
    }
    case 'help':
    case 'dispute': {
      if (deed.do === 'help' && (!nth || nth.id === '')) return;
      const id = `E-${9000 - world.disputes.length}`;
      const openedOn = plus(today, -deed.ago);
      const { filedBy, level } = deed;
      const [task, parties] = deed.do === 'help' ? [nth!.id, []] : ['', deed.parties];
      await edits('escalations').add({
        id,
        item: task,
        kind: 'Resources',
        issue: 'Who pays',
        parties: parties.join(', '),
        filedBy,
        level: level || null,
        openedOn,
        source: 'Person',
      });
      world.disputes.push({ id, task, parties, filedBy, openedOn, level, decision: '' });
      return;
    }
    case 'decide': {
      const dispute = world.disputes[deed.nth % Math.max(1, world.disputes.length)];
      if (!dispute || dispute.decision) return;
      await edits('escalations').set({ id: dispute.id }, { decision: 'Both, half each', decidedOn: today });
      dispute.decision = 'Both, half each';
      if (dispute.task !== '') world.rulings.push({ task: dispute.task, on: today, filedOn: dispute.openedOn });
    }
  }
};

/** A date that Baton wrote stands in its cell as days since 1899-12-30. */
export const dayIn = (cell: string): Iso => (/^\d+$/.test(cell) ? plus('1899-12-30', Number(cell)) : cell);

const COPY = 'Copy';

const REQUEST = {
  name: 'New box',
  initiatingDepartment: 'Marketing',
  initiator: 'Wang Fang',
  goal: '3,000 boxes by 30 June',
  departments: 'Design, Finance',
  expected: 'Print files',
  wantedFinish: '2029-06-29',
};

export const personCells = (world: World): Cells[] =>
  [...world.people.values()].map(({ name, department }) => ({
    name,
    email: addressOf(name),
    department,
    language: 'en',
  }));
