/** The second script: sweeps and answers. It is read and evaluated when one of these is called, so that an edit does not wait for it. */
import './lacking.ts';

export { batonDaily, batonDailySwitch, batonGoOn, batonHandOn, batonSweepNow, batonWouldMail } from './daily.ts';
export { batonAnswer, doGet } from './web.ts';
