import type vm from 'node:vm';
import type { Area } from './model/a1.ts';
import type { SheetModel } from './model/sheet.ts';
import type { WorkbookModel } from './model/workbook.ts';
import type { Realm } from './realm.ts';

/** Costs in virtual time, and the quotas of developers.google.com/apps-script/guides/services/quotas. */
export interface Limits {
  /** ms of one service call. */
  readonly callMs: number;
  /** ms for every cell read or written. */
  readonly cellMs: number;
  readonly simpleTriggerMs: number;
  readonly executionMs: number;
  readonly propertyValueBytes: number;
  readonly propertyStoreBytes: number;
  readonly cacheValueBytes: number;
  /** Mails a day. */
  readonly mailsADay: number;
}

export const LIMITS: Limits = {
  callMs: 40,
  cellMs: 0.02,
  simpleTriggerMs: 30_000,
  executionMs: 360_000,
  propertyValueBytes: 9 * 1024,
  propertyStoreBytes: 500 * 1024,
  cacheValueBytes: 100 * 1024,
  mailsADay: 1500,
};

export interface InstalledTrigger {
  readonly id: string;
  readonly functionName: string;
  readonly event: 'ON_OPEN' | 'ON_EDIT' | 'ON_CHANGE' | 'CLOCK';
  /** Runs as this person, and not at all once they are gone. */
  readonly creator: string;
  /** A clock's rhythm, as it was built. */
  readonly clock?: Readonly<Record<string, number | string>>;
}

export interface MenuModel {
  readonly title: string;
  readonly entries: ({ readonly label: string; readonly run: string } | { readonly menu: MenuModel } | 'separator')[];
}

export interface PageModel {
  readonly kind: 'sidebar' | 'modal' | 'modeless';
  readonly title: string;
  readonly html: string;
  readonly width: number | null;
  readonly height: number | null;
}

export interface Toast {
  readonly message: string;
  readonly title: string;
  readonly seconds: number;
}

/** What one person has on their screen. */
export interface Screen {
  sheet: SheetModel;
  selection: Area;
  readonly menus: MenuModel[];
  readonly pages: PageModel[];
  readonly toasts: Toast[];
  readonly questions: { readonly title: string; readonly text: string }[];
  readonly answers: { readonly button: string; readonly text?: string }[];
  /** Newest last; each puts back what one action changed and says what it fires. */
  readonly undo: (() => void)[];
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whose quota and address it left from. */
  readonly from: string;
  /** Virtual ms since 1970. */
  readonly at: number;
}

type Holder = { readonly run: Execution } | { readonly until: number };

/** A call that fails, in the next execution it fits: the n-th service call, or the n-th of one kind. */
export interface Fault {
  /** Counts from 1. */
  readonly call: number;
  /** Only calls of this name ('Range.setNotes') are counted. */
  readonly of?: string;
  /** Only executions of this function. */
  readonly in?: string;
  readonly message?: string;
  /** The change was made before the answer got lost. */
  readonly afterwards?: boolean;
}

/** Something that happens just before a call of a running execution. */
export interface Meanwhile {
  readonly at: string;
  readonly in?: string;
  readonly nth?: number;
  readonly action: () => void;
}

export type Kind = 'simple trigger' | 'installable trigger' | 'menu' | 'client' | 'editor' | 'web app';

export interface Start {
  readonly functionName: string;
  readonly kind: Kind;
  /** Whose rights it has; a simple trigger has its user's. */
  readonly effectiveUser: string;
  /** Who is at the keyboard; '' for a clock. */
  readonly activeUser: string;
}

export interface Call {
  readonly service: string;
  /** The class with its service, as error messages name it. */
  readonly family: string;
  readonly member: string;
  readonly signature: string;
}

/** One run of one function, as services use it and as a test reads it afterwards. */
export interface Execution {
  readonly start: Start;
  readonly world: World;
  readonly realm: Realm;
  readonly functionName: string;
  readonly simple: boolean;
  /** Calls that cross to the server. */
  readonly calls: number;
  /** All calls of a service, local ones too. */
  readonly all: number;
  /** Service calls by name, in the order of their first call. */
  readonly byCall: Readonly<Record<string, number>>;
  /** Service calls one by one. */
  readonly trace: readonly string[];
  readonly cells: { readonly read: number; readonly written: number };
  readonly logs: string[];
  /** Virtual ms, known at the end. */
  readonly ms: number;
  readonly timedOut: boolean;
  readonly error: { readonly name: string; readonly message: string; readonly stack: string } | undefined;
  readonly result: unknown;
  /** What the person at the keyboard has before them. */
  screen(): Screen;
  /** Notes what must not happen, and gives the error to throw at the script. */
  breach(message: string): Error;
  /** Lets virtual time pass; past the limit the execution ends here, before the call has done anything. */
  pass(ms: number): void;
  reading(cells: number): void;
  writing(cells: number): void;
  /** Every call of every service comes through here. */
  call(call: Call, args: readonly unknown[], body: (args: unknown[]) => unknown): unknown;
}

/** Everything outside an execution that lasts. */
export interface World {
  readonly workbook: WorkbookModel;
  readonly limits: Limits;
  readonly clock: { now: number };
  readonly scripts: readonly vm.Script[];
  readonly pages: ReadonlyMap<string, string>;
  readonly scopes: readonly string[] | undefined;
  readonly scriptTimeZone: string;
  readonly accounts: Set<string>;
  readonly screens: Map<string, Screen>;
  readonly properties: Map<string, Map<string, string>>;
  readonly caches: Map<string, Map<string, { readonly value: string; readonly until: number }>>;
  readonly locks: Map<string, Holder>;
  readonly mails: Mail[];
  triggers: InstalledTrigger[];
  /** Ids of triggers that fire once and have: they stand in the list until somebody deletes them. */
  readonly spent: Set<string>;
  nextTrigger: number;
  faults: Fault[];
  meanwhile: Meanwhile[];
  readonly executions: Execution[];
  /** Of the web app; null where it is not deployed. */
  readonly deployment: { url: string | null };
}

/** The same once more, beside the first. What somebody could take back by undo stays with the first. */
export const worldAgain = (world: World): World => {
  const workbook = world.workbook.again();
  const sheetOf = (sheet: SheetModel): SheetModel =>
    workbook.sheets[world.workbook.sheets.indexOf(sheet)] ?? workbook.sheets[0]!;
  const screenAgain = (screen: Screen): Screen => ({
    sheet: sheetOf(screen.sheet),
    selection: screen.selection,
    menus: [...screen.menus],
    pages: [...screen.pages],
    toasts: [...screen.toasts],
    questions: [...screen.questions],
    answers: [...screen.answers],
    undo: [],
  });
  const each = <T>(all: ReadonlyMap<string, T>, again: (one: T) => T): Map<string, T> =>
    new Map([...all].map(([key, one]) => [key, again(one)]));
  return {
    ...world,
    workbook,
    clock: { ...world.clock },
    accounts: new Set(world.accounts),
    screens: each(world.screens, screenAgain),
    properties: each(world.properties, (store) => new Map(store)),
    caches: each(world.caches, (store) => new Map(store)),
    locks: new Map(world.locks),
    mails: [...world.mails],
    triggers: [...world.triggers],
    spent: new Set(world.spent),
    faults: [...world.faults],
    meanwhile: [...world.meanwhile],
    executions: [...world.executions],
    deployment: { ...world.deployment },
  };
};

export const screenOf = (world: World, email: string): Screen => {
  let screen = world.screens.get(email);
  if (!screen) {
    screen = {
      sheet: world.workbook.sheets[0]!,
      selection: { row: 1, column: 1, rows: 1, columns: 1 },
      menus: [],
      pages: [],
      toasts: [],
      questions: [],
      answers: [],
      undo: [],
    };
    world.screens.set(email, screen);
  }
  return screen;
};
