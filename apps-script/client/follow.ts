/** The dialog in which somebody says how their own sheet is read, and has it followed; nothing of it is changed but ids added. */

import { addressWrites } from '../../core/adopt/address-writes.ts';
import { isOurs } from '../../core/adopt/complete.ts';
import { allSaid, isElsewhere } from '../../core/adopt/elsewhere.ts';
import { ROLE_LETTERS } from '../../core/adopt/own-marks.ts';
import { type ColumnMeaning, MEANINGS, type Proposal, type ReadingChoices } from '../../core/adopt/proposal.ts';
import { acceptedIn, proposalOf } from '../../core/adopt/propose.ts';
import { aboutSheet, letterNamed } from '../../core/adopt/questions.ts';
import { type Followed, followedIn, meaningsIn, NOTHING_ELSE, rebinding } from '../../core/adopt/rebind.ts';
import {
  OFTEN_MEANT,
  type Review,
  type ReviewColumn,
  type ReviewMark,
  type ReviewPerson,
  reviewOf,
  statesIn,
} from '../../core/adopt/review.ts';
import { UPDATE_AFTER } from '../../core/adopt/undated.ts';
import { addressesFor } from '../../core/contacts/addresses.ts';
import { isPlainList, listLines, listTitle, withListed } from '../../core/contacts/list-lines.ts';
import { textContacts } from '../../core/contacts/text.ts';
import type { BytesAsText } from '../../core/contacts/vcard.ts';
import { formatDay } from '../../core/messages/format.ts';
import type { Language, PageWords } from '../../core/messages/language.ts';
import { ADD_ON, ASKING, REVIEW } from '../../core/messages/languages.ts';
import type { Write } from '../../core/plan.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { sheetsOfTab } from '../../core/read/parts.ts';
import type { RawWorkbook } from '../../core/workbook.ts';
import { columnLetters, columnOf, type Locale, tabOf } from '../../sheet-templates/index.ts';
import type { FollowAhead, FollowBook, FollowTrial } from '../protocol.ts';
import { readBook } from './book.ts';
import { isLost } from './conflicts.ts';
import { announcer, buttonElement, type Child, el, fill, freshId, say } from './dom.ts';
import { followOf, movedOf, rawFollowed } from './follow-writes.ts';
import { call, close } from './server.ts';
import { complain, escapes, main, speak, start } from './start.ts';
import { apply } from './trial.ts';

/** The spreadsheet, and what is to be said of it in which words. */
interface Page {
  readonly book: FollowBook;
  readonly raw: RawWorkbook;
  /** Null until it is followed. */
  readonly followed: Followed | null;
  readonly locale: Locale;
  readonly words: PageWords;
  readonly text: Language['review'];
}

/** What somebody has said so far. Whoever is `apart` is nobody of the directory, though they are called alike. */
interface Said {
  readonly choices: ReadingChoices;
  readonly addresses: ReadonlyMap<string, string>;
  readonly apart: ReadonlySet<string>;
}

const NOTHING_SAID: Said = { choices: {}, addresses: new Map(), apart: new Set() };

const readPage = async (): Promise<Page> => {
  const book = await call<FollowBook>('batonFollowBook');
  const raw = rawFollowed(book);
  const { locale } = book;
  const words = speak(locale, () => ADD_ON[locale].menu.follow);
  return { book, raw, followed: followedIn(raw), locale, words, text: REVIEW[locale] };
};

const open = async (): Promise<void> => {
  const page = await readPage();
  if (!page.followed && isOurs(page.raw)) {
    finish(page, [page.words.follow.own]);
    return;
  }
  show(page, { ...NOTHING_SAID, choices: lookedAt(page) });
};

/** The sheet that is in sight is the one that is meant, if it can be followed at all. */
const lookedAt = ({ raw, book: { active }, followed, locale }: Page): ReadingChoices => {
  if (followed) return {};
  const { sheets } = proposalOf(raw, {}, locale);
  const own = sheets.find(({ sheet }) => sheet === active);
  const best = sheets.find(({ chosen }) => chosen);
  const isOneOfThem = best !== undefined && [best.sheet, ...best.alike].includes(active);
  return own && own.kind !== 'none' ? { sheets: [active], together: isOneOfThem && best.together } : {};
};

interface Shown {
  readonly said: ReadingChoices;
  readonly proposal: Proposal;
  readonly review: Review | null;
  /** Letters are read as they are. */
  readonly isMatrix: boolean;
}

const shownOf = ({ raw, followed, locale }: Page, { choices }: Said): Shown => {
  const said = followed ? allSaid(followed, choices) : choices;
  const proposal = proposalOf(raw, said, locale);
  const whole = reviewOf(raw, proposal, said);
  // The column of ids is Baton's own.
  const isThere = whole?.sheet === followed?.plan.sheet.title;
  const ids = isThere ? followed?.plan.columns.get('id') : undefined;
  const columns = whole?.columns.filter(({ letters }) => ids === undefined || letters !== columnLetters(ids)) ?? [];
  const ours = followed ? oursIn(followed) : [];
  const sheets = whole?.sheets.filter((title) => !ours.includes(title)) ?? [];
  const review = whole && { ...whole, columns, sheets };
  return {
    said,
    proposal,
    review,
    isMatrix: proposal.sheets.some(({ sheet, kind }) => kind === 'raci' && sheet === review?.sheet),
  };
};

/** Sheets of Baton's own, which are none to follow. */
const oursIn = ({ located, plan }: Followed): readonly string[] => {
  const theirs = sheetsOfTab(plan).map(({ title }) => title);
  return [...located.tabs.values()].flatMap(({ sheet }) => (theirs.includes(sheet.title) ? [] : [sheet.title]));
};

const show = (page: Page, before: Said): void => {
  const { words, text, followed } = page;
  let said = before;
  let shown = shownOf(page, said);
  const place = announcer();
  const heading = el('h1');
  const [people, states] = [el('div'), el('div')];
  const listed = announcer();
  const ahead = announcer();
  const columns = el('div');

  /** Below the columns everything follows from what they mean. */
  const fillRest = () => {
    const { review } = shown;
    const unsure = review === null || followed ? 0 : review.unsure;
    fill(heading, text.title({ unsure }));
    fill(
      people,
      peopleFields(page, review?.people ?? [], said, change),
      listField(page, review?.people ?? [], readList),
    );
    fill(states, stateFields(page, review, change), quietField(page, review, change));
  };
  const change = (more: ReadingChoices, rest: Partial<Said> = {}) => {
    const isSaid = Object.keys(more).length > 0;
    // What is chosen is chosen of the sheet that is shown.
    const own = isSaid && !followed && shown.proposal.sheets.find(({ chosen }) => chosen);
    const choices = own ? aboutSheet(said.choices, own) : said.choices;
    said = { ...said, ...rest, choices: { ...choices, ...more } };
    // An address changes nothing of how the sheet is read.
    if (isSaid) shown = shownOf(page, said);
  };
  /** A pasted list fills in what nobody has typed, and says whom it lacks. */
  const readList = (text: string) => {
    const list = addressesFor(textContacts(text, asText), shown.review?.people ?? []);
    said = { ...said, addresses: withListed(said.addresses, list) };
    fillRest();
    const lines = [listTitle(list, page.locale), ...listLines(list, page.locale)];
    say(listed, isPlainList(list) ? 'fine' : 'soon', ...lines.map((line) => el('p', {}, line)));
  };
  /** Another sheet, or another header: what was said of the columns was said of others. */
  const lookAt = (choices: ReadingChoices) =>
    show(page, { ...said, choices: { ...choices, ...(said.choices.people && { people: said.choices.people }) } });

  const menus = shown.isMatrix ? [] : columnMenus(page, shown);
  const chosen = () =>
    menus.flatMap(({ column, menu }) =>
      menu.value === '' ? [] : [[menu.value as ColumnMeaning, column.letters] as const],
    );
  for (const { menu } of menus) {
    menu.addEventListener('change', () => {
      change({ columns: { ...NOTHING_ELSE, ...Object.fromEntries(chosen().reverse()) } });
      fillRest();
    });
  }
  const wrongNow = (): string[] => [...twiceAmong(chosen(), page), ...badAddresses(said, page)];
  const take = async () => {
    const wrong = wrongNow();
    if (wrong.length > 0) {
      say(place, 'late', el('p', {}, text.notYet), ...wrong.map((line) => el('p', {}, line)));
      return;
    }
    try {
      const lines = followed ? await kept(page, followed, shown, said) : await followedNow(page, shown, said);
      if (lines === null) say(place, 'soon', el('p', {}, followed ? words.conflict.title : words.follow.nothing));
      else finish(page, lines);
    } catch (error) {
      complain(place, error, words);
    }
  };
  /** Tried out by the script, which knows how to sweep. */
  const lookAhead = async () => {
    say(ahead, 'soon', el('p', {}, words.follow.looking));
    try {
      const trial = trialOf(page, shown);
      if (trial) showAhead(ahead, await call<FollowAhead>('batonFollowAhead', trial), page);
      else say(ahead, 'soon', el('p', {}, words.follow.nothing));
    } catch (error) {
      complain(ahead, error, words);
    }
  };
  const again = async () => {
    try {
      const fresh = await readPage();
      show(fresh, said);
    } catch (error) {
      complain(place, error, words);
    }
  };

  fill(
    columns,
    menus.map(({ element }) => element),
  );
  fill(
    main,
    el(
      'div',
      { class: 'bar' },
      el('span', { class: 'brand' }, page.raw.name),
      buttonElement(words.refresh, again, 'link'),
    ),
    heading,
    el('p', { class: 'quiet' }, followed ? text.followed : text.promise),
    pickers(page, shown, lookAt),
    menus.length > 0 && el('section', {}, el('h2', {}, text.columns), columns),
    el('section', {}, el('h2', {}, text.people), people, listed),
    el('section', {}, el('h2', {}, shown.review?.marks.length ? text.marks : text.words), states),
    ahead,
    place,
    el(
      'div',
      { class: 'buttons' },
      buttonElement(followed ? text.save : text.follow, take, 'primary'),
      buttonElement(words.follow.look, lookAhead),
      buttonElement(words.back, close),
    ),
  );
  fillRest();
  const asOpened = said;
  escapes(
    () => said !== asOpened,
    () => say(place, 'soon', el('p', {}, words.closeAgain)),
  );
};

/** A control with its label, and what it is about. */
const labelled = <T extends HTMLElement>(control: T, label: string, ...more: readonly Child[]): HTMLElement => {
  control.id = freshId();
  return el('div', { class: 'field' }, el('label', { for: control.id }, label, ...more), control);
};

const unsureMark = (isUnsure: boolean, text: Language['review']): Child =>
  isUnsure && el('span', { class: 'must' }, ` · ${text.unsure}`);

const menuOf = (choices: readonly (readonly [string, string])[], chosen: string): HTMLSelectElement => {
  const menu = el(
    'select',
    {},
    choices.map(([value, label]) => el('option', { value }, label)),
  );
  menu.value = chosen;
  return menu;
};

const pickers = ({ text, followed }: Page, { review }: Shown, lookAt: (choices: ReadingChoices) => void): Child => {
  if (!review) return null;
  const sheet = menuOf(
    review.sheets.map((title) => [title, title]),
    review.sheet,
  );
  sheet.addEventListener('change', () => lookAt({ sheets: [sheet.value] }));
  const { alike, together } = review;
  const beside = menuOf(
    [
      ['yes', text.together],
      ['no', text.alone],
    ],
    together ? 'yes' : 'no',
  );
  beside.addEventListener('change', () => lookAt({ sheets: [review.sheet], together: beside.value === 'yes' }));
  const header = el('input', { type: 'number', min: 1, value: review.headerRow === 0 ? '' : review.headerRow });
  header.addEventListener('change', () => {
    const row = Number(header.value);
    if (Number.isInteger(row) && row > 0) lookAt({ sheets: [review.sheet], headerRow: row });
  });
  return [
    labelled(sheet, text.sheet, unsureMark(review.isUnsure.sheet, text)),
    alike.length > 0 && labelled(beside, text.alike({ count: alike.length })),
    // Below another header ids move over what stands there, which a dialog does not do.
    followed === null && labelled(header, text.headerRow, unsureMark(review.isUnsure.header, text)),
  ];
};

const called = (meaning: ColumnMeaning, locale: Locale): string => {
  const { tab, column } = MEANINGS[meaning];
  return columnOf(tab, column).header[locale];
};

interface ColumnMenu {
  readonly column: ReviewColumn;
  readonly menu: HTMLSelectElement;
  readonly element: HTMLElement;
}

const columnMenus = ({ followed, locale, text }: Page, { said, review }: Shown): ColumnMenu[] => {
  const columns = review?.columns ?? [];
  const meanings =
    followed && !isElsewhere(followed, said) ? meaningsIn(followed) : (Object.keys(MEANINGS) as ColumnMeaning[]);
  const often = OFTEN_MEANT.filter((one) => meanings.includes(one));
  const all = [...often, ...meanings.filter((one) => !often.includes(one))];
  const choices = [['', text.notRead] as const, ...all.map((one) => [one, called(one, locale)] as const)];
  return columns.map((column) => {
    const { letters, header, cells, meaning, isUnsure } = column;
    const menu = menuOf(choices, meaning ?? '');
    const samples = cells.filter((cell) => cell !== '').join(' · ');
    const label = text.column({ letters, header: header === '' ? text.noHeader : header });
    const field = labelled(menu, label, unsureMark(isUnsure, text));
    field.insertBefore(el('div', { class: 'help' }, samples), menu);
    return { column, menu, element: field };
  });
};

type Change = (more: ReadingChoices, rest?: Partial<Said>) => void;

const peopleFields = (page: Page, people: readonly ReviewPerson[], said: Said, change: Change): Child => {
  const { text } = page;
  if (people.length === 0) return el('p', {}, text.noPeople);
  // What is typed is kept while other things change: these two are read when it is followed.
  const [addresses, apart] = [new Map(said.addresses), new Set(said.apart)];
  const persons: Record<string, string> = { ...said.choices.people };
  const keep = () => change({ people: { ...persons } }, { addresses: new Map(addresses), apart: new Set(apart) });
  const fields = people.map((person): Child => {
    const { text: name, hasAddress, likely } = person;
    const address = el('input', {
      type: 'email',
      autocomplete: 'off',
      placeholder: 'name@example.com',
      value: addresses.get(name) ?? '',
      oninput: () => {
        addresses.set(name, address.value);
        change({}, { addresses: new Map(addresses) });
      },
    });
    const line = hasAddress ? el('p', {}, `${name}: ${text.hasAddress}`) : labelled(address, text.address({ name }));
    if (likely.length === 0) return line;
    const isPerson = likely.map((one) => [one, text.isPerson({ person: one })] as const);
    const [guess] = likely;
    const who = menuOf([...isPerson, ['', text.somebody]], apart.has(name) ? '' : person.person || (guess ?? ''));
    const choose = () => {
      apart.delete(name);
      delete persons[name];
      if (who.value === '') apart.add(name);
      else persons[name] = who.value;
      line.toggleAttribute('hidden', who.value !== '');
    };
    who.addEventListener('change', () => {
      choose();
      keep();
    });
    choose();
    return [labelled(who, name, unsureMark(person.isUnsure, text)), line];
  });
  // Whoever leaves a guess as it stands has said so.
  if (people.some(({ likely }) => likely.length > 0)) keep();
  return [fields, people.every(({ hasAddress }) => hasAddress) ? null : el('p', { class: 'quiet' }, text.noMail)];
};

/** A place for a list of people, where somebody has no address. */
const listField = ({ text }: Page, people: readonly ReviewPerson[], read: (text: string) => void): Child => {
  if (people.every(({ hasAddress }) => hasAddress)) return null;
  const list = el('textarea', { rows: 3, autocomplete: 'off' });
  return [labelled(list, text.paste), buttonElement(text.readList, () => read(list.value))];
};

/** Old phones write names in the charset of their country. */
const asText: BytesAsText = (bytes, charset) => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

const stateFields = (page: Page, review: Review | null, change: Change): Child => {
  const { locale, text } = page;
  const line = (sentence: string) => el('p', {}, sentence);
  if (review && review.marks.length > 0) return markFields(review.marks, page, change);
  if (!review) return line(text.noStatus);
  const rows = rowsField(review, page, change);
  if (review.missing.includes('status')) return [line(text.noStatus), rows];
  if (review.words.length === 0) return [line(text.allKnown), rows];
  const choices = [...statesIn(locale).map(({ key, label }) => [key, label] as const), ['-', text.noState] as const];
  const states: Record<string, string> = {};
  const words = review.words.map(({ text: word, count, state, isUnsure }) => {
    const menu = menuOf(choices, state);
    menu.addEventListener('change', () => {
      states[word] = menu.value;
      change({ statuses: { ...Object.fromEntries(review.words.map((one) => [one.text, one.state])), ...states } });
    });
    return labelled(menu, text.word({ text: word, count }), unsureMark(isUnsure, text));
  });
  return [words, rows];
};

/** Whether owners of what has no date are asked for an update now and then. */
const quietField = ({ text }: Page, review: Review | null, change: Change): Child => {
  if (!review || review.openUndated === 0) return null;
  const days = [...new Set([...UPDATE_AFTER, review.quietDays])].sort((a, b) => a - b);
  const menu = menuOf(
    days.map((one) => [String(one), text.quietAfter({ days: one })]),
    String(review.quietDays),
  );
  menu.addEventListener('change', () => change({ quietDays: Number(menu.value) }));
  return labelled(menu, text.quiet({ count: review.openUndated }));
};

/** Rows with nothing but a name: headings, or tasks. */
const rowsField = ({ bareRows }: Review, { locale, text }: Page, change: Change): Child => {
  if (bareRows === null) return null;
  const { rows, samples, are, guess } = bareRows;
  const say = ASKING[locale];
  const kinds = ['heading', 'task'] as const;
  const menu = menuOf(
    kinds.map((one) => [one, say.bareRow[one]]),
    are ?? guess,
  );
  menu.addEventListener('change', () => change({ bareRows: menu.value === 'task' ? 'task' : 'heading' }));
  return labelled(menu, say.bareRows({ count: rows.length, samples }), unsureMark(are === null, text));
};

const markFields = (marks: readonly ReviewMark[], { locale, text }: Page, change: Change): Child => {
  const choices = [...ROLE_LETTERS, '-'].map((letter) => [letter, letterNamed(letter, locale)] as const);
  const letters: Record<string, string> = Object.fromEntries(marks.map((mark) => [mark.text, mark.letter]));
  return marks.map(({ text: mark, count, letter, isUnsure }) => {
    const menu = menuOf(choices, letter);
    menu.addEventListener('change', () => {
      letters[mark] = menu.value;
      change({ marks: { ...letters } });
    });
    return labelled(menu, text.word({ text: mark, count }), unsureMark(isUnsure, text));
  });
};

const twiceAmong = (chosen: readonly (readonly [ColumnMeaning, string])[], { text, locale }: Page): string[] =>
  [...new Set(chosen.map(([meaning]) => meaning))].flatMap((meaning) => {
    const letters = chosen.flatMap(([one, column]) => (one === meaning ? [column] : []));
    return letters.length < 2 ? [] : [text.twice({ meaning: called(meaning, locale), letters })];
  });

const kept = (page: Page, followed: Followed, shown: Shown, said: Said): Promise<string[] | null> =>
  (isElsewhere(followed, shown.said) ? moved : saved)(page, followed, shown, said);

/** By the names that the directory has. */
const addressesIn = ({ addresses, choices: { people = {} } }: Said): ReadonlyMap<string, string> =>
  new Map(
    [...addresses].flatMap(([name, typed]) => {
      const address = addressIn(typed);
      return address === '' ? [] : [[people[name] ?? name, address] as const];
    }),
  );

const badAddresses = (said: Said, { text }: Page): string[] =>
  [...addressesIn(said)].flatMap(([name, address]) =>
    isAddress(address) ? [] : [text.badAddress({ name, text: address })],
  );

const followedNow = async (page: Page, { said: own, proposal }: Shown, said: Said): Promise<string[] | null> => {
  const { book, raw, text, words } = page;
  const wanted = followOf(book, raw, acceptedIn(proposal, own));
  if (!wanted) return null;
  await call('batonFollow', wanted);
  const addresses = addressesIn(said);
  if (addresses.size > 0) await apply(addressWrites((await readBook()).raw, addresses));
  const { snapshot } = await readBook();
  const count = [...snapshot.people.values()].filter(({ email }) => !email).length;
  const titles = wanted.addSheets.filter(({ tab }) => !tabOf(tab).machine).map(({ title }) => title);
  return [
    text.adopted,
    ...(titles.length === 0 ? [] : [text.added({ sheets: titles })]),
    count === 0 ? text.ready : words.follow.unreached(count),
  ];
};

/** What would be done, without doing it; null where nothing can be followed. */
const trialOf = ({ book, raw, followed }: Page, { said, proposal }: Shown): FollowTrial | null => {
  const own = proposal.sheets.find(({ chosen }) => chosen);
  const named = own?.people.map(({ text, person }) => person ?? text) ?? [];
  if (!followed) {
    const wanted = followOf(book, raw, acceptedIn(proposal, said));
    return wanted && { edits: wanted.edits, addSheets: wanted.addSheets, writes: [], named };
  }
  if (!isElsewhere(followed, said))
    return { edits: [], addSheets: [], writes: rebinding(followed, said, followed.located.locale), named };
  const moved = movedOf(raw, followed, said);
  return moved && { ...moved, named };
};

/** The first who would be mailed. */
const MOST_NAMED = 12;

const showAhead = (place: HTMLElement, { days, of, people }: FollowAhead, { locale, words, text }: Page): void => {
  const today = Math.floor(Date.now() / 86_400_000);
  const lines = people
    .slice(0, MOST_NAMED)
    .map(({ name, mails, first }) =>
      el('li', {}, el('b', {}, name), ` · ${text.mails({ mails, first: formatDay(first, locale, today) })}`),
    );
  const more = people.length - lines.length;
  say(
    place,
    'fine',
    el('p', {}, people.length === 0 ? words.follow.noMails(days) : text.ahead({ days })),
    lines.length > 0 && el('ul', { class: 'list' }, ...lines),
    more > 0 && el('p', {}, text.morePeople({ count: more })),
    days < of && el('p', {}, words.follow.fewer(days, of)),
  );
};

/** Another sheet, or others beside it: ids first, then what the settings say. */
const moved = async (page: Page, followed: Followed, { said: own }: Shown, said: Said): Promise<string[] | null> => {
  const { book, raw, text } = page;
  const wanted = movedOf(raw, followed, own);
  if (!wanted) return null;
  const { edits, addSheets, writes } = wanted;
  const { stamp, locale } = book;
  if (edits.length + addSheets.length > 0) await call('batonFollow', { stamp, locale, edits, addSheets });
  const receipts = await apply([...writes, ...addressWrites((await readBook()).raw, addressesIn(said))]);
  if (receipts.some(isLost)) return null;
  const { located } = await readBook();
  const plan = located.tabs.get('raci');
  return plan ? [text.saved, text.moved({ title: plan.sheet.title, row: plan.headerRow })] : null;
};

const saved = async (page: Page, followed: Followed, { said: own }: Shown, said: Said): Promise<string[] | null> => {
  const { raw, text } = page;
  const writes: Write[] = [
    ...rebinding(followed, own, followed.located.locale),
    ...addressWrites(raw, addressesIn(said)),
  ];
  const receipts = writes.length > 0 ? await apply(writes) : [];
  if (receipts.some(isLost)) return null;
  return [text.saved, text.savedLines({ cells: writes.length })];
};

const finish = ({ words }: Page, lines: readonly string[]): void => {
  const end = buttonElement(words.close, close, 'primary');
  fill(
    main,
    el('div', { role: 'status', class: 'said fine' }, ...lines.map((line) => el('p', {}, line))),
    el('div', { class: 'buttons' }, end),
  );
  end.focus();
  escapes(
    () => false,
    () => {},
  );
};

void start(open);
