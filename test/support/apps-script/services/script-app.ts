import { type EnumValue, enumValue } from '../enums.ts';
import { ScriptException } from '../errors.ts';
import { type Methods, SELF, Service } from '../strict.ts';
import type { Execution, InstalledTrigger } from '../world.ts';

interface Draft {
  readonly functionName: string;
  event?: InstalledTrigger['event'];
  readonly clock: Record<string, number | string>;
}

/** 20 triggers a user and script (developers.google.com/apps-script/guides/services/quotas). */
const MOST = 20;

const create = ({ functionName, event, clock }: Draft, run: Execution): object => {
  const { world } = run;
  const creator = run.start.effectiveUser;
  if (!event) throw new ScriptException('The trigger’s event was not specified.');
  if (world.triggers.filter((one) => one.creator === creator).length >= MOST) {
    throw new ScriptException(
      'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
    );
  }
  world.nextTrigger += 1;
  const trigger: InstalledTrigger = {
    id: String(world.nextTrigger),
    functionName,
    event,
    creator,
    ...(event === 'CLOCK' && { clock }),
  };
  world.triggers.push(trigger);
  return Trigger.of(run, trigger);
};

const on = (event: InstalledTrigger['event']): Methods<Draft>[string] => [
  '',
  (draft) => {
    draft.event = event;
    return SELF;
  },
];

const rhythm = (name: string, type: string): Methods<Draft>[string] => [
  type,
  (draft, _run, value: number | string | EnumValue) => {
    draft.clock[name] = typeof value === 'object' ? value.toString() : value;
    return SELF;
  },
];

const SpreadsheetTriggerBuilder: Service<Draft> = new Service<Draft>('ScriptApp.SpreadsheetTriggerBuilder', {
  onEdit: on('ON_EDIT'),
  onChange: on('ON_CHANGE'),
  onOpen: on('ON_OPEN'),
  create: ['', create],
});

const ClockTriggerBuilder: Service<Draft> = new Service<Draft>('ScriptApp.ClockTriggerBuilder', {
  after: rhythm('after', 'int'),
  everyMinutes: rhythm('everyMinutes', 'int'),
  everyHours: rhythm('everyHours', 'int'),
  everyDays: rhythm('everyDays', 'int'),
  everyWeeks: rhythm('everyWeeks', 'int'),
  onWeekDay: rhythm('onWeekDay', 'WeekDay'),
  atHour: rhythm('atHour', 'int'),
  nearMinute: rhythm('nearMinute', 'int'),
  inTimezone: rhythm('inTimezone', 'string'),
  create: ['', create],
});

const TriggerBuilder: Service<Draft> = new Service<Draft>('ScriptApp.TriggerBuilder', {
  forSpreadsheet: ['Spreadsheet | string', (draft, run) => SpreadsheetTriggerBuilder.of(run, draft)],
  timeBased: ['', (draft, run) => ClockTriggerBuilder.of(run, { ...draft, event: 'CLOCK' })],
});

const Trigger: Service<InstalledTrigger> = new Service<InstalledTrigger>('ScriptApp.Trigger', {
  getUniqueId: ['', (self) => self.id],
  getHandlerFunction: ['', (self) => self.functionName],
  getEventType: ['', (self) => enumValue('EventType', self.event)],
  getTriggerSource: ['', (self) => enumValue('TriggerSource', self.event === 'CLOCK' ? 'CLOCK' : 'SPREADSHEETS')],
  getTriggerSourceId: ['', (self, run) => (self.event === 'CLOCK' ? null : run.world.workbook.id)],
});

/** The web app. Without a deployment it has no address (reference: Service.getUrl). */
const WebService: Service<undefined> = new Service<undefined>('ScriptApp.Service', {
  getUrl: ['', (_self, run) => run.world.deployment.url],
});

/** Each person sees and deletes their own triggers only (reference: ScriptApp.getProjectTriggers). */
export const ScriptApp: Service<undefined> = new Service<undefined>(
  'ScriptApp',
  {
    newTrigger: ['string', (_self, run, functionName: string) => TriggerBuilder.of(run, { functionName, clock: {} })],
    getProjectTriggers: [
      '',
      (_self, run) =>
        run.world.triggers.filter((one) => one.creator === run.start.effectiveUser).map((one) => Trigger.of(run, one)),
    ],
    deleteTrigger: [
      'Trigger',
      (_self, run, trigger: InstalledTrigger) => {
        run.world.triggers = run.world.triggers.filter((one) => one !== trigger);
      },
    ],
    getScriptId: ['', () => 'simulated-script'],
    getService: ['', (_self, run) => WebService.of(run, undefined)],
  },
  { enums: ['AuthMode', 'EventType', 'TriggerSource', 'WeekDay'] },
);

export const SCRIPT_SERVICES = [SpreadsheetTriggerBuilder, ClockTriggerBuilder, TriggerBuilder, Trigger, WebService];
