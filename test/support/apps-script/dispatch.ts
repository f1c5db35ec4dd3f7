import { enumValue } from './enums.ts';
import { ScriptExecution } from './execution.ts';
import { wallDateIn } from './model/dates.ts';
import { globals } from './services/index.ts';
import { Range } from './services/range.ts';
import type { RangeState } from './services/range-state.ts';
import { User, visibleEmail } from './services/session.ts';
import { Spreadsheet } from './services/spreadsheet.ts';
import { stateOf, strictEvent } from './strict.ts';
import type { Execution, InstalledTrigger, Kind, World } from './world.ts';

export type ChangeType =
  | 'EDIT'
  | 'INSERT_ROW'
  | 'INSERT_COLUMN'
  | 'REMOVE_ROW'
  | 'REMOVE_COLUMN'
  | 'INSERT_GRID'
  | 'REMOVE_GRID'
  | 'FORMAT'
  | 'OTHER';

export interface Edit {
  readonly range: RangeState;
  /** Present for a single typed cell only; numbers and dates (serials) come as text. */
  readonly value?: string;
  /** Present when a single typed or cleared cell held something before. */
  readonly oldValue?: string;
}

/** The fields of developers.google.com/apps-script/guides/triggers/events. */
const FIELDS = {
  open: ['authMode', 'source', 'triggerUid', 'user'],
  edit: ['authMode', 'oldValue', 'range', 'source', 'triggerUid', 'user', 'value'],
  change: ['authMode', 'changeType', 'source', 'triggerUid', 'user'],
  clock: [
    'authMode',
    'day-of-month',
    'day-of-week',
    'hour',
    'minute',
    'month',
    'second',
    'timezone',
    'triggerUid',
    'week-of-year',
    'year',
  ],
} as const;

type EventKind = keyof typeof FIELDS;

/** Runs one function; its outcome is in the record, its breaches are thrown. */
export const execute = (
  world: World,
  start: { readonly functionName: string; readonly kind: Kind; readonly as: string; readonly by: string },
  args: (run: Execution) => readonly unknown[] = () => [],
): Execution => {
  const run = new ScriptExecution(
    { functionName: start.functionName, kind: start.kind, effectiveUser: start.as, activeUser: start.by },
    world,
    globals,
  );
  world.executions.push(run);
  run.run(() => args(run));
  run.assertWithin();
  return run;
};

const event = (
  run: Execution,
  kind: EventKind,
  more: Readonly<Record<string, unknown>>,
  trigger?: InstalledTrigger,
): object => {
  const common = {
    authMode: enumValue('AuthMode', trigger ? 'FULL' : 'LIMITED'),
    ...(kind !== 'clock' && {
      source: Spreadsheet.of(run, run.world.workbook),
      user: User.of(run, { email: visibleEmail(run) }),
    }),
    ...(trigger && { triggerUid: trigger.id }),
  };
  return strictEvent(run.realm.give({ ...common, ...more }) as object, `a ${kind} trigger`, FIELDS[kind], run);
};

const simple = (world: World, by: string, functionName: string, build: (run: Execution) => object): void => {
  const start = { functionName, kind: 'simple trigger', effectiveUser: by, activeUser: by } as const;
  const run = new ScriptExecution(start, world, globals);
  if (!run.declares(functionName)) return;
  world.executions.push(run);
  run.run(() => [build(run)]);
  run.assertWithin();
};

/** Runs as the trigger's creator; not at all when that account is gone, and nobody is told. */
const installed = (
  world: World,
  on: InstalledTrigger['event'],
  by: string,
  build: (run: Execution, trigger: InstalledTrigger) => object,
  isMeant: (trigger: InstalledTrigger) => boolean = () => true,
): void => {
  const fires = (one: InstalledTrigger) => one.event === on && world.accounts.has(one.creator) && isMeant(one);
  for (const trigger of world.triggers.filter(fires)) {
    // One that another has deleted meanwhile does not.
    if (!world.triggers.includes(trigger)) continue;
    if (trigger.clock?.after !== undefined) world.spent.add(trigger.id);
    execute(
      world,
      { functionName: trigger.functionName, kind: 'installable trigger', as: trigger.creator, by },
      (run) => [build(run, trigger)],
    );
  }
};

export const fireOpen = (world: World, by: string): void => {
  simple(world, by, 'onOpen', (run) => event(run, 'open', {}));
  installed(world, 'ON_OPEN', by, (run, trigger) => event(run, 'open', {}, trigger));
};

export const fireChange = (world: World, by: string, changeType: ChangeType): void =>
  installed(world, 'ON_CHANGE', by, (run, trigger) => event(run, 'change', { changeType }, trigger));

/** Simple onEdit, then the installable ones, then onChange with EDIT. In reality they overlap; their order is not promised. */
export const fireEdit = (world: World, by: string, { range, ...rest }: Edit): void => {
  simple(world, by, 'onEdit', (run) => event(run, 'edit', { range: Range.of(run, range), ...rest }));
  installed(world, 'ON_EDIT', by, (run, trigger) =>
    event(run, 'edit', { range: Range.of(run, range), ...rest }, trigger),
  );
  fireChange(world, by, 'EDIT');
};

/** Every clock trigger once, at the hour the virtual clock shows. */
export const fireClock = (world: World, functionName?: string): void => {
  const build = (run: Execution, trigger: InstalledTrigger): object => {
    const at = wallDateIn(world.clock.now, 'UTC');
    const dayOfYear =
      (Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()) - Date.UTC(at.getUTCFullYear(), 0, 1)) /
      86_400_000;
    const fields = {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      'day-of-month': at.getUTCDate(),
      'day-of-week': at.getUTCDay() || 7,
      'week-of-year': Math.floor(dayOfYear / 7) + 1,
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
      timezone: 'UTC',
    };
    return event(run, 'clock', fields, trigger);
  };
  installed(
    world,
    'CLOCK',
    '',
    build,
    (trigger) => !world.spent.has(trigger.id) && (functionName === undefined || trigger.functionName === functionName),
  );
};

/** The fields of developers.google.com/apps-script/guides/web. */
const WEB_FIELDS = ['contentLength', 'contextPath', 'parameter', 'parameters', 'pathInfo', 'postData', 'queryString'];

/** doGet of the web app, executed as its owner for a visitor whom nobody knows; the page's HTML. */
export const visitPage = (world: World, query: Readonly<Record<string, string>>): string => {
  const parameters = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]));
  const queryString = new URLSearchParams(query).toString();
  const start = { functionName: 'doGet', kind: 'web app', as: world.workbook.owner, by: '' } as const;
  const run = execute(world, start, (run) => [
    strictEvent(
      run.realm.give({
        parameter: { ...query },
        parameters,
        queryString,
        contextPath: '',
        contentLength: -1,
      }) as object,
      'a web app',
      WEB_FIELDS,
      run,
    ),
  ]);
  if (run.error) throw new Error(`${run.error.name}: ${run.error.message}`);
  const state = stateOf(run.result) as { readonly content?: unknown } | undefined;
  if (typeof state?.content !== 'string') throw new Error('doGet answered no HtmlOutput: Google shows an error page.');
  return state.content;
};
