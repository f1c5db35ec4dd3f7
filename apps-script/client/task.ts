/** The dialog that hands over or splits a task. */
import { formatDay, joined } from '../../core/messages/format.ts';
import type { PageWords } from '../../core/messages/language.ts';
import type { Write } from '../../core/plan.ts';
import type { Task } from '../../core/snapshot.ts';
import type { WriteReceipt } from '../../core/write/write.ts';
import { type PageBook, readBook } from './book.ts';
import { conflictLines, isLost } from './conflicts.ts';
import { announcer, buttonElement, el, fill, say } from './dom.ts';
import { controlField, type PageField, peopleChoices, selectOf } from './fields.ts';
import { close } from './server.ts';
import { complain, escapes, main, speak, start } from './start.ts';
import { handOver, openTasks, rowsWaitingFor, split } from './task-writes.ts';
import { apply, tryOut } from './trial.ts';

/** What the chosen way of the dialog does when it is confirmed. */
interface Way {
  readonly element: HTMLElement;
  readonly label: string;
  readonly isBegun: () => boolean;
  /** The fields that are still empty, or nothing. */
  readonly lacking: () => readonly PageField[];
  readonly writes: (task: Task, book: PageBook) => { readonly writes: readonly Write[]; readonly done: string };
}

const open = async (): Promise<void> => {
  const book = await readBook();
  const words = speak(book.locale, ({ task }) => task.title);
  const tasks = openTasks(book);
  if (tasks.length === 0) {
    fill(main, el('p', {}, words.task.none), el('div', { class: 'buttons' }, buttonElement(words.close, close)));
    return;
  }
  show(book, tasks, words);
};

const show = (opened: PageBook, tasks: readonly Task[], words: PageWords): void => {
  let book = opened;
  const text = words.task;
  const select = selectOf(
    tasks.map(({ id, values }) => [id, `${id} ${values.name}`]),
    words,
  );
  const which = controlField(select, { label: text.which, required: true }, words);
  const now = el('p', { class: 'quiet' });
  const effect = el('div');
  const place = announcer();
  const [handing, splitting] = [handOverWay(book, words), splitWay(book, words)];
  let way = handing;

  const chosen = () => openTasks(book).find(({ id }) => id === select.value);
  const refresh = () => {
    const task = chosen();
    if (task?.tab === 'actions') way = handing;
    const { responsible, due } = task?.values ?? {};
    const day = due === null || due === undefined ? text.noDate : formatDay(due, book.locale, book.snapshot.today);
    fill(now, task ? text.now(responsible?.name ?? words.nobody, day) : null);
    // An action of a meeting is its own row in another sheet: it is handed over, and not split.
    splits.disabled = task?.tab === 'actions';
    hands.checked = way === handing;
    fill(body, way.element);
    save.textContent = way.label;
    const successors =
      task && way === splitting ? rowsWaitingFor(task, book).map(({ id, values }) => `${id} ${values.name}`) : [];
    fill(
      effect,
      successors.length > 0 &&
        el(
          'div',
          { class: 'text' },
          el('b', {}, text.effect),
          el('p', {}, text.waits(joined(successors, book.locale))),
        ),
    );
  };
  const radio = (own: Way) =>
    el('input', {
      type: 'radio',
      name: 'way',
      checked: own === way,
      onchange: () => {
        way = own;
        refresh();
      },
    });
  const [hands, splits] = [radio(handing), radio(splitting)];
  const body = el('div');

  const finish = (message: string) => {
    const end = buttonElement(words.close, close, 'primary');
    fill(
      main,
      el('div', { role: 'status', class: 'said fine' }, el('p', {}, message)),
      el('div', { class: 'buttons' }, end),
    );
    end.focus();
    escapes(
      () => false,
      () => {},
    );
  };
  const conflict = async (receipts: readonly WriteReceipt[], isPartly: boolean) => {
    say(
      place,
      'soon',
      el('p', {}, isPartly ? words.conflict.partly : words.conflict.title),
      conflictLines(receipts, book, words),
    );
    book = await readBook();
    refresh();
    save.textContent = words.conflict.again;
  };
  const write = async () => {
    const task = chosen();
    const lacking = [...(task ? [] : [which]), ...way.lacking()];
    which.complain(task ? [] : [words.form.fill(text.which)], 'late');
    if (!task || lacking.length > 0) {
      say(place, 'late', el('p', {}, text.needAll));
      lacking[0]?.focus();
      return;
    }
    try {
      // All of it or nothing: first against the sheet as it is now, then in earnest.
      const { writes, done } = way.writes(task, book);
      const fresh = await readBook();
      const lost = tryOut(fresh, writes).receipts.filter(isLost);
      if (lost.length > 0) return await conflict(lost, false);
      const receipts = await apply(writes);
      if (receipts.some(isLost)) return await conflict(receipts.filter(isLost), true);
      finish(done);
    } catch (error) {
      complain(place, error, words);
    }
  };
  const save = buttonElement(way.label, write, 'primary');
  select.addEventListener('change', refresh);
  fill(
    main,
    el(
      'form',
      {
        novalidate: true,
        'aria-label': text.title,
        onsubmit: (event) => {
          event.preventDefault();
          save.click();
        },
      },
      which.element,
      now,
      el(
        'fieldset',
        {},
        el('legend', {}, text.what),
        el('label', { class: 'choice' }, hands, el('span', {}, text.handOver)),
        el('label', { class: 'choice' }, splits, el('span', {}, text.split)),
      ),
      body,
      effect,
      place,
      el('div', { class: 'buttons' }, save, buttonElement(words.back, close)),
      el('button', { type: 'submit', hidden: true, tabindex: -1 }),
    ),
  );
  refresh();
  select.focus();
  escapes(
    () => select.value !== '' && way.isBegun(),
    () => say(place, 'soon', el('p', {}, words.closeAgain)),
  );
};

/** Marks the fields that are empty and gives them back. */
const emptyAmong = (fields: readonly (readonly [PageField, string])[], words: PageWords): PageField[] =>
  fields.flatMap(([field, label]) => {
    const isEmpty = field.value() === null;
    field.complain(isEmpty ? [words.form.fill(label)] : [], 'late');
    return isEmpty ? [field] : [];
  });

const handOverWay = (book: PageBook, words: PageWords): Way => {
  const text = words.task;
  const to = controlField(selectOf(peopleChoices(book), words), { label: text.to, required: true }, words);
  const reason = controlField(
    el('textarea', { rows: 2 }),
    { label: text.reason, help: text.reasonHelp, required: true },
    words,
  );
  return {
    element: el('div', {}, to.element, reason.element),
    label: text.doHandOver,
    isBegun: () => to.value() !== null || reason.value() !== null,
    lacking: () =>
      emptyAmong(
        [
          [to, text.to],
          [reason, text.reason],
        ],
        words,
      ),
    writes: (task, current) => {
      const name = String(to.value());
      const from = task.values.responsible?.name ?? words.nobody;
      const line = text.noteHandOver(current.today, from, name, String(reason.value()));
      return { writes: handOver(task, name, line, current), done: text.handedOver(task.id, name) };
    },
  };
};

interface PartFields {
  readonly element: HTMLFieldSetElement;
  readonly name: PageField;
  readonly responsible: PageField;
  readonly due: PageField;
}

const splitWay = (book: PageBook, words: PageWords): Way => {
  const text = words.task;
  let parts: readonly PartFields[] = [];
  const list = el('div');
  const partOf = (index: number): PartFields => {
    const name = controlField(el('input', { type: 'text' }), { label: text.partName, required: true }, words);
    const people = selectOf(peopleChoices(book), words);
    const responsible = controlField(people, { label: text.partOwner, required: true }, words);
    const due = controlField(el('input', { type: 'date' }), { label: text.partDue, required: true }, words);
    const own: PartFields = {
      name,
      responsible,
      due,
      element: el(
        'fieldset',
        { class: 'part' },
        el('legend', {}, text.part(index)),
        name.element,
        responsible.element,
        due.element,
        index > 2 &&
          buttonElement(
            text.removePart(index),
            () => {
              parts = parts.filter((part) => part !== own);
              own.element.remove();
              more.focus();
            },
            'link',
          ),
      ),
    };
    return own;
  };
  const addPart = (): PartFields => {
    const part = partOf(parts.length + 1);
    parts = [...parts, part];
    list.append(part.element);
    return part;
  };
  const more = buttonElement(text.addPart, () => addPart().name.focus());
  addPart();
  addPart();
  const cancel = el('input', { type: 'radio', name: 'old', checked: true });
  const keep = el('input', { type: 'radio', name: 'old' });
  return {
    element: el(
      'div',
      {},
      list,
      el('div', { class: 'buttons' }, more),
      el(
        'fieldset',
        {},
        el('legend', {}, text.old),
        el('label', { class: 'choice' }, cancel, el('span', {}, text.cancel)),
        el('label', { class: 'choice' }, keep, el('span', {}, text.keep)),
      ),
    ),
    label: text.doSplit,
    isBegun: () =>
      parts.some(({ name, responsible, due }) => [name, responsible, due].some((field) => field.value() !== null)),
    lacking: () =>
      emptyAmong(
        parts.flatMap(({ name, responsible, due }): (readonly [PageField, string])[] => [
          [name, text.partName],
          [responsible, text.partOwner],
          [due, text.partDue],
        ]),
        words,
      ),
    writes: (task, current) => {
      const wanted = parts.map(({ name, responsible, due }) => ({
        name: String(name.value()),
        responsible: String(responsible.value()),
        due: String(due.value()),
      }));
      const line = (ids: readonly string[]) => text.noteSplit(current.today, joined(ids, current.locale));
      const { writes, ids } = split(task, wanted, cancel.checked ? 'cancel' : 'keep', line, current);
      return { writes, done: text.wasSplit(task.id, joined(ids, current.locale)) };
    },
  };
};

void start(open);
