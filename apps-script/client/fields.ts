/** The fields of a form, made from the declaration of a column. */
import type { PageWords } from '../../core/messages/language.ts';
import type { WriteValue } from '../../core/plan.ts';
import type { Column } from '../../sheet-templates/index.ts';
import type { PageBook } from './book.ts';
import { type Child, el, fill, freshId } from './dom.ts';

/** One value that somebody fills in, with its label, its help and a place for what is wrong with it. */
export interface PageField {
  readonly element: HTMLElement;
  /** As a write takes it; null while nothing is filled in. */
  value(): WriteValue;
  /** Shows what is wrong, or nothing. */
  complain(texts: readonly string[], tone: 'late' | 'soon'): void;
  focus(): void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface Label {
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
}

const headed = ({ label, required }: Label, words: PageWords): Child => [
  label,
  required === true && el('span', { class: 'must' }, ` · ${words.required}`),
];

/** A field around one control. */
export const controlField = (control: Control, about: Label, words: PageWords): PageField => {
  const [id, helpId, problemId] = [freshId(), freshId(), freshId()];
  const problem = el('div', { id: problemId });
  const { help, required } = about;
  control.id = id;
  control.setAttribute('aria-describedby', help ? `${helpId} ${problemId}` : problemId);
  if (required) control.setAttribute('aria-required', 'true');
  const element = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, headed(about, words)),
    help !== undefined && el('div', { class: 'help', id: helpId }, help),
    control,
    problem,
  );
  return {
    element,
    value: () => control.value.trim() || null,
    complain: (texts, tone) => {
      control.toggleAttribute('aria-invalid', false);
      if (texts.length > 0 && tone === 'late') control.setAttribute('aria-invalid', 'true');
      fill(problem, ...texts.map((text) => el('p', { class: `problem ${tone}` }, text)));
    },
    focus: () => control.focus(),
  };
};

/** How several are written in one cell: of no use where they are ticked. */
const SEPARATED = /[，,]?\s*(?:用“、”分隔(?:多个部门)?|(?:Several are )?separated by commas)(?=[。.])/;

/** Several of a list, each to be ticked. */
const choicesField = (names: readonly string[], about: Label, words: PageWords): PageField => {
  const [helpId, problemId] = [freshId(), freshId()];
  const problem = el('div', { id: problemId });
  const choices = names.map((name) => ({ name, box: el('input', { type: 'checkbox', value: name }) }));
  const boxes = choices.map(({ box }) => box);
  const element = el(
    'fieldset',
    { 'aria-describedby': `${helpId} ${problemId}` },
    el('legend', {}, headed(about, words)),
    el('div', { class: 'help', id: helpId }, (about.help ?? '').replace(SEPARATED, '').replace(/^[。.]$/, '')),
    el(
      'div',
      { class: 'choices' },
      choices.map(({ box, name }) => el('label', { class: 'choice' }, box, el('span', {}, name))),
    ),
    problem,
  );
  return {
    element,
    value: () => boxes.flatMap((box) => (box.checked ? [box.value] : [])).join(', ') || null,
    complain: (texts, tone) => fill(problem, ...texts.map((text) => el('p', { class: `problem ${tone}` }, text))),
    focus: () => boxes[0]?.focus(),
  };
};

export type FieldOption = readonly [value: string, label: string];

export const selectOf = (choices: readonly FieldOption[], words: PageWords, chosen = ''): HTMLSelectElement => {
  const select = el(
    'select',
    {},
    el('option', { value: '' }, words.choose),
    choices.map(([value, label]) => el('option', { value }, label)),
  );
  select.value = chosen;
  return select;
};

/** People who can be asked today, by name. */
export const peopleChoices = ({ snapshot }: PageBook): FieldOption[] =>
  [...snapshot.people.values()].flatMap(({ name, active }): FieldOption[] => (active ? [[name, name]] : []));

const requestChoices = ({ snapshot }: PageBook): FieldOption[] =>
  snapshot.rows.requests.map(({ id, values }) => [id, `${id} ${values.name}`]);

/** The field of a column: its own header, help and options, with people and departments to choose from. */
export const columnField = (key: string, column: Column, book: PageBook, words: PageWords, initial = ''): PageField => {
  const { locale, snapshot } = book;
  const about = { label: column.header[locale], help: column.help[locale], required: column.required === true };
  const input = (type: string) => controlField(el('input', { type, value: initial }), about, words);
  const select = (choices: readonly FieldOption[]) => controlField(selectOf(choices, words, initial), about, words);
  const departments = [...snapshot.departments.keys()];
  const people = peopleChoices(book);
  switch (column.type) {
    case 'long-text':
      return controlField(el('textarea', { rows: 3 }, initial), about, words);
    case 'date':
      return input('date');
    case 'clock':
      return input('time');
    case 'email':
      return input('email');
    case 'option':
      return select((column.options ?? []).map(({ key: value, label }) => [value, label[locale]]));
    case 'flag': {
      const field = select([
        ['true', words.yes],
        ['false', words.no],
      ]);
      return { ...field, value: () => (field.value() === null ? null : field.value() === 'true') };
    }
    case 'number':
    case 'percent': {
      const field = controlField(el('input', { inputmode: 'decimal', value: initial }), about, words);
      return {
        ...field,
        value: () => {
          const typed = field.value();
          return typed === null || Number.isNaN(Number(typed))
            ? typed
            : Number(typed) / (column.type === 'percent' ? 100 : 1);
        },
      };
    }
    case 'person':
      return people.length > 0 ? select(people) : input('text');
    case 'people':
      return people.length > 0
        ? choicesField(
            people.map(([name]) => name),
            about,
            words,
          )
        : input('text');
    case 'department':
      return departments.length > 0 ? select(departments.map((name): FieldOption => [name, name])) : input('text');
    case 'departments':
      return departments.length > 0 ? choicesField(departments, about, words) : input('text');
    default: {
      const requests = key === 'request' ? requestChoices(book) : [];
      return requests.length > 0 ? select(requests) : input('text');
    }
  }
};
