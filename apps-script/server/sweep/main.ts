/** The second script: sweeps, answers, and what dialogs set up. It is read and evaluated when one of these is called, so that an edit does not wait for it. */
import './lacking.ts';

export { batonFollow, batonFollowBook } from '../follow.ts';
export { batonRepair } from '../repair.ts';
export { batonSetUp } from '../set-up.ts';
export { batonDaily, batonDailySwitch, batonGoOn, batonHandOn, batonSweepNow, batonWouldMail } from './daily.ts';
export { batonFollowAhead } from './follow-ahead.ts';
export { batonAnswer, doGet } from './web.ts';
