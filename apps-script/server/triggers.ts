/** Whose triggers are in force, and the daily report that they are. */
import { readSnapshot } from '../../core/read/index.ts';
import { locate } from '../../core/read/locate.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { must } from '../../core/text/must.ts';
import { localTime } from '../../core/time/calendar.ts';
import type { Status } from '../protocol.ts';
import { alone, answerCall, localeOf, Refusal } from './answer.ts';
import { nowIso, readScriptBook, type ScriptBook } from './book.ts';
import { type Fired, isFired } from './callers.ts';
import { shareContext } from './context.ts';
import { isCopy } from './copy.ts';
import { doubtsKnown, MENU_LOCALE, properties } from './doubts.ts';
import { reviewHeaders } from './headers.ts';
import { attempt, quietly } from './services.ts';
import { settingIn, writeSettings } from './settings.ts';

/** Who set the triggers up, and which they are. */
interface Watch {
  readonly owner: string;
  readonly ids: readonly string[];
}

const PROPERTY = 'baton.triggers';
const HANDLERS: readonly string[] = ['batonOnEdit', 'batonOnChange', 'batonHeartbeat'];

const watchNow = (): Watch | null => {
  const written = attempt(() => properties().getProperty(PROPERTY));
  return written === null ? null : (JSON.parse(written) as Watch);
};

/** The reader's own triggers: nobody sees those of others (developers.google.com/apps-script/reference/script/script-app#getprojecttriggers). */
const ownTriggers = () =>
  attempt(() => ScriptApp.getProjectTriggers()).filter((trigger) => HANDLERS.includes(trigger.getHandlerFunction()));

const me = (): string => attempt(() => Session.getEffectiveUser().getEmail());

/**
 * Whether an installed trigger is one of those in force. Of somebody whom another has relieved it is not: nobody else can
 * delete it, so it deletes itself the next time it fires.
 */
export const isInForce = (triggerUid: string | undefined): boolean => {
  const watch = watchNow();
  if (!watch || triggerUid === undefined || watch.ids.includes(triggerUid)) return true;
  for (const trigger of ownTriggers()) {
    if (!watch.ids.includes(trigger.getUniqueId())) attempt(() => ScriptApp.deleteTrigger(trigger));
  }
  return false;
};

/** Installs the triggers again as whoever asks, and only once. */
export const install = (book: ScriptBook): void => {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  const { policy } = snapshotOf(book);
  for (const trigger of ownTriggers()) attempt(() => ScriptApp.deleteTrigger(trigger));
  const made = [
    ScriptApp.newTrigger('batonOnEdit').forSpreadsheet(spreadsheet).onEdit().create(),
    ScriptApp.newTrigger('batonOnChange').forSpreadsheet(spreadsheet).onChange().create(),
    // Before the sweep, which looks for its report.
    ScriptApp.newTrigger('batonHeartbeat')
      .timeBased()
      .everyDays(1)
      .atHour(Math.max(0, Math.floor(policy.sweepTime / 60) - 2))
      .inTimezone(policy.zone)
      .create(),
  ];
  const watch: Watch = { owner: me(), ids: made.map((trigger) => trigger.getUniqueId()) };
  attempt(() => properties().setProperties({ [PROPERTY]: JSON.stringify(watch), [MENU_LOCALE]: policy.locale }));
};

const snapshotOf = ({ raw }: ScriptBook): Snapshot => readSnapshot(raw, { now: nowIso() });

/** The report: written where the sweep looks for it. */
export const beat = (book: ScriptBook): void => {
  const now = must(localTime(nowIso(), snapshotOf(book).policy.zone), 'local time');
  writeSettings(book, { heartbeat: now.iso });
};

/** Installed, daily: says that the triggers are alive, and finds what nobody's edit has shown. */
export const batonHeartbeat = (event?: Fired): void =>
  quietly(() => {
    if (!isFired(event) || !isInForce(event?.triggerUid)) return;
    const book = readScriptBook();
    if (isCopy(book)) return;
    beat(book);
    reviewHeaders(readScriptBook());
    shareContext(true);
  });

/** Whoever asks keeps watch from now on. */
export const batonTakeOver = () =>
  answerCall(() =>
    alone(() => {
      const book = readScriptBook();
      if (isCopy(book)) throw new Refusal('copy', (words) => words.copy);
      install(book);
      beat(book);
      reviewHeaders(readScriptBook());
      shareContext(true);
      return status();
    }),
  );

export const batonStatus = () => answerCall(status);

const status = (): Status => {
  const book = readScriptBook();
  const { tabs } = locate(book.raw);
  const watch = watchNow();
  const user = me();
  const heartbeat = settingIn(book, 'heartbeat');
  return {
    triggers: watch ? stateOf(watch, user, book, heartbeat) : 'none',
    owner: watch?.owner ?? '',
    heartbeat,
    copy: isCopy(book),
    tabs: [...tabs.keys()],
    locale: localeOf(book),
    readOnlyTabs: doubtsKnown(),
    user,
  };
};

/** Whether anybody keeps watch. */
export const isWatched = (book: ScriptBook): boolean => {
  const watch = watchNow();
  return watch !== null && stateOf(watch, me(), book, settingIn(book, 'heartbeat')) !== 'none';
};

/** Triggers of somebody else cannot be looked at: that they report says that they are there. */
const stateOf = ({ owner, ids }: Watch, user: string, book: ScriptBook, heartbeat: string): Status['triggers'] => {
  const own = ownTriggers().map((trigger) => trigger.getUniqueId());
  if (ids.every((id) => own.includes(id))) return 'ours';
  if (owner === user || heartbeat === '') return 'none';
  return snapshotOf(book).problems.some(({ code }) => code === 'no-heartbeat') ? 'none' : 'others';
};
