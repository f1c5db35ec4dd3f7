/**
 * What Apps Script calls by name: triggers, menu entries and the functions of the pages. Every export becomes a plain
 * top-level function of the pushed file (scripts/build-apps-script.ts); nothing else is reachable from outside.
 */
export { batonCheckAll } from './check-all.ts';
export * from './menu.ts';
export { batonOnChange } from './on-change.ts';
export { batonOnEdit, onEdit } from './on-edit.ts';
export { batonApply, batonBook } from './pages.ts';
export {
  batonAnswer,
  batonDaily,
  batonDailySwitch,
  batonFollow,
  batonFollowAhead,
  batonFollowBook,
  batonGoOn,
  batonHandOn,
  batonRepair,
  batonSetUp,
  batonSweepNow,
  batonWouldMail,
  doGet,
} from './second.ts';
export { batonHeartbeat, batonStatus, batonTakeOver } from './triggers.ts';
