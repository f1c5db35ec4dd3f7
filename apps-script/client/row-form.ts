/** A dialog that adds one row to a sheet of the process. */
import { sayProblem } from '../../core/messages/index.ts';
import type { PageWords } from '../../core/messages/language.ts';
import type { Write, WriteValue } from '../../core/plan.ts';
import { type Problem, severityOf } from '../../core/problem.ts';
import { columnsOf, tabOf } from '../../sheet-templates/index.ts';
import { type PageBook, readBook } from './book.ts';
import { conflictLines, isLost } from './conflicts.ts';
import { announcer, buttonElement, el, fill, say } from './dom.ts';
import { columnField, type PageField } from './fields.ts';
import { close } from './server.ts';
import { complain, escapes, main, speak } from './start.ts';
import { apply, trialIds, tryOut } from './trial.ts';

/** Rows that a form writes, and the first column that is filled in later, when the matter is on its way. */
const FORMS = {
  requests: { title: 'request', until: 'reviewComplete', initial: { initiator: 'me', submittedOn: 'today' } },
  meetings: { title: 'meeting', until: 'materialsOn', initial: { organiser: 'me' } },
} as const;
type FormTab = keyof typeof FORMS;

const initialOf = (tab: FormTab, key: string, { me, today }: PageBook): string => {
  const initial: Readonly<Record<string, 'me' | 'today'>> = FORMS[tab].initial;
  if (initial[key] === 'today') return today;
  return initial[key] === 'me' ? (me?.name ?? '') : '';
};

/** The columns that are asked for: those of the sheet that people fill in when it begins. */
const columnsAsked = (tab: FormTab, { located }: PageBook) => {
  const columns = columnsOf(tab);
  const end = columns.findIndex(([key]) => key === FORMS[tab].until);
  const there = located.tabs.get(tab)?.columns;
  return columns.slice(0, end).filter(([key, { lookup, type }]) => !lookup && type !== 'id' && there?.has(key));
};

const append = (tab: FormTab, item: string, values: Write['values']): Write => ({
  tab,
  kind: 'append',
  item,
  values,
  expected: {},
});

/** A dialog that writes one new row, checked as a sweep would check it. */
export const rowForm = async (tab: FormTab): Promise<void> => {
  const book = await readBook();
  const words = speak(book.locale, ({ form }) => form[FORMS[tab].title]);
  if (!book.located.tabs.has(tab)) {
    fill(main, el('p', {}, words.form.noTab(tabOf(tab).title[book.locale])), buttonElement(words.close, close));
    return;
  }
  show(tab, book, words);
};

const show = (tab: FormTab, opened: PageBook, words: PageWords): void => {
  let book = opened;
  /** What was shown as better wording when the button was last pressed; the same again is written as it is. */
  let accepted = '';
  const fields = new Map<string, PageField>();
  const [plain, folded] = [el('div'), el('details', {}, el('summary', {}, words.form.more))];
  for (const [key, column] of columnsAsked(tab, book)) {
    const field = columnField(key, column, book, words, initialOf(tab, key, book));
    fields.set(key, field);
    (column.extra ? folded : plain).append(field.element);
  }
  const place = announcer();
  const sentence = (problem: Problem) => sayProblem(problem, book.locale, book.snapshot.today);

  /** Shows problems at their fields; true where the row may be written. */
  const review = (problems: readonly Problem[]): boolean => {
    const errors = problems.filter(({ code }) => severityOf(code) === 'error');
    const hints = problems.filter((problem) => !errors.includes(problem));
    for (const [key, field] of fields) {
      const own = (errors.length > 0 ? errors : hints).filter(({ column }) => column === key);
      field.complain(own.map(sentence), errors.length > 0 ? 'late' : 'soon');
    }
    if (errors.length > 0) {
      const loose = errors.filter(({ column }) => !fields.has(column));
      say(place, 'late', el('p', {}, words.form.errors), ...loose.map((problem) => el('p', {}, sentence(problem))));
      const first = fields.get(errors.find(({ column }) => fields.has(column))?.column ?? '');
      if (first && folded.contains(first.element)) folded.open = true;
      first?.focus();
      return false;
    }
    const said = JSON.stringify(hints.map(sentence));
    if (hints.length === 0 || said === accepted) return true;
    accepted = said;
    say(
      place,
      'soon',
      el('p', {}, words.form.hints),
      el('ul', {}, ...hints.map((hint) => el('li', {}, sentence(hint)))),
    );
    save.textContent = words.form.anyway;
    return false;
  };

  const write = async () => {
    const values = Object.fromEntries(
      [...fields].flatMap(([key, field]): [string, WriteValue][] => {
        const value = field.value();
        return value === null ? [] : [[key, value]];
      }),
    );
    try {
      const [id = ''] = trialIds(book, tab, [values]);
      const row = append(tab, id, { ...values, id });
      const trial = tryOut(book, [row]);
      const required = columnsAsked(tab, book).flatMap(([key, column]): Problem[] =>
        column.required && values[key] === undefined && !trial.problems.some((found) => found.column === key)
          ? [{ tab, row: 0, column: key, code: 'required', item: id, facts: {} }]
          : [],
      );
      if (!review([...trial.problems, ...required])) return;
      const receipts = await apply([row]);
      // Somebody else got this id in the meantime: read again, with everything filled in as it is.
      if (receipts.some(isLost)) {
        say(place, 'soon', el('p', {}, words.conflict.title), conflictLines(receipts, book, words));
        book = await readBook();
        save.textContent = words.conflict.again;
        return;
      }
      done(id);
    } catch (error) {
      complain(place, error, words);
    }
  };

  const done = (id: string) => {
    const again = buttonElement(words.form.another, async () => show(tab, await readBook(), words));
    const end = buttonElement(words.close, close, 'primary');
    fill(
      main,
      el('div', { role: 'status', class: 'said fine' }, el('p', {}, words.form.saved(id))),
      el('div', { class: 'buttons' }, end, again),
    );
    end.focus();
    escapes(
      () => false,
      () => {},
    );
  };

  const save = buttonElement(words.form.save, write, 'primary');
  const form = el(
    'form',
    {
      novalidate: true,
      'aria-label': words.form[FORMS[tab].title],
      onsubmit: (event) => {
        event.preventDefault();
        save.click();
      },
    },
    plain,
    folded.childElementCount > 1 && folded,
    place,
    el('div', { class: 'buttons' }, save, buttonElement(words.back, close)),
    el('button', { type: 'submit', hidden: true, tabindex: -1 }),
  );
  fill(main, form);
  [...fields.values()][0]?.focus();
  const begun = JSON.stringify([...fields.values()].map((field) => field.value()));
  escapes(
    () => JSON.stringify([...fields.values()].map((field) => field.value())) !== begun,
    () => say(place, 'soon', el('p', {}, words.closeAgain)),
  );
};
