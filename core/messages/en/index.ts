/** English: all that it says, part by part, as `../language.ts` lists it. */

export * as addOn from './add-on.ts';
export { addOnPages } from './add-on-pages.ts';
export { adopt } from './adopt.ts';
export { adopting } from './adopting.ts';
export { answer } from './answer.ts';
export { calls } from './calls.ts';
export { cli } from './cli.ts';
export { connect } from './connect.ts';
export { create } from './create.ts';
export { deploy } from './deploy.ts';
export { doctor } from './doctor.ts';
export { files } from './files.ts';
export * as flow from './flow.ts';
export { format } from './format.ts';
export { google } from './google.ts';
export { keep } from './keep.ts';
export { mail } from './mail.ts';
export { mailing } from './mailing.ts';
export { microsoft } from './microsoft.ts';
export { pack } from './pack.ts';
export { page } from './page.ts';
export { reply } from './reply.ts';
export { because, next, problem, quiet, stopOfDuty, stops, written } from './sentences.ts';
export { standIn } from './stand-in.ts';
export { sweep } from './sweep.ts';
export { templates } from './templates.ts';
export { week } from './week.ts';
