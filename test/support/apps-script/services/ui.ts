import { type EnumValue, enumValue } from '../enums.ts';
import { SELF, Service } from '../strict.ts';
import type { Execution, MenuModel, PageModel } from '../world.ts';
import { HtmlOutput, type PageState } from './html.ts';

interface MenuState {
  readonly menu: MenuModel;
}

const Menu: Service<MenuState> = new Service<MenuState>('Menu', {
  addItem: [
    'string string',
    ({ menu }, _run, label: string, functionName: string) => {
      menu.entries.push({ label, run: functionName });
      return SELF;
    },
  ],
  addSeparator: [
    '',
    ({ menu }) => {
      menu.entries.push('separator');
      return SELF;
    },
  ],
  addSubMenu: [
    'Menu',
    ({ menu }, _run, sub: MenuState) => {
      menu.entries.push({ menu: sub.menu });
      return SELF;
    },
  ],
  /** A menu of the same title is replaced (not documented). */
  addToUi: [
    '',
    ({ menu }, run) => {
      const { menus } = run.screen();
      const old = menus.findIndex((one) => one.title === menu.title);
      if (old >= 0) menus.splice(old, 1);
      menus.push(menu);
    },
  ],
});

interface Answer {
  readonly button: string;
  readonly text: string;
}

const PromptResponse: Service<Answer> = new Service<Answer>('PromptResponse', {
  getResponseText: ['', ({ text }) => text],
  getSelectedButton: ['', ({ button }) => enumValue('Button', button)],
});

/** The script waits; what the person answers was given to the simulator before (`user.answers`). A lone OK is pressed by itself. */
const ask = (run: Execution, given: readonly unknown[], needsText: boolean): Answer => {
  const buttons = given.find((one) => typeof one === 'object');
  const [first, second] = given.filter((one): one is string => typeof one === 'string');
  const screen = run.screen();
  screen.questions.push(second === undefined ? { title: '', text: first! } : { title: first!, text: second });
  const answer = screen.answers.shift();
  if (answer) return { button: answer.button, text: answer.text ?? '' };
  if (!needsText && (buttons === undefined || String(buttons) === 'OK')) return { button: 'OK', text: '' };
  throw run.breach(`nobody answers "${second ?? first}": give the answer first with user.answers`);
};

const show = (
  run: Execution,
  kind: PageModel['kind'],
  { content, title, width, height }: PageState,
  heading = title,
): void => {
  const { pages } = run.screen();
  if (kind === 'sidebar') pages.splice(0, pages.length, ...pages.filter((one) => one.kind !== 'sidebar'));
  pages.push({ kind, title: heading, html: content, width, height });
};

/** Ui of a spreadsheet. Sources: reference, classes Ui, Menu, PromptResponse. */
export const Ui: Service<undefined> = new Service<undefined>(
  'Ui',
  {
    createMenu: ['string', (_self, run, title: string) => Menu.of(run, { menu: { title, entries: [] } })],
    alert: [
      'string | string ButtonSet | string string ButtonSet',
      (_self, run, ...given: (string | EnumValue)[]) => enumValue('Button', ask(run, given, false).button),
    ],
    prompt: [
      'string | string ButtonSet | string string ButtonSet',
      (_self, run, ...given: (string | EnumValue)[]) => PromptResponse.of(run, ask(run, given, true)),
    ],
    showSidebar: ['HtmlOutput', (_self, run, page: PageState) => show(run, 'sidebar', page)],
    showModalDialog: [
      'HtmlOutput string',
      (_self, run, page: PageState, title: string) => show(run, 'modal', page, title),
    ],
    showModelessDialog: [
      'HtmlOutput string',
      (_self, run, page: PageState, title: string) => show(run, 'modeless', page, title),
    ],
  },
  { enums: ['Button', 'ButtonSet'] },
);

export const UI_SERVICES = [Ui, Menu, PromptResponse, HtmlOutput];
