/** Chinese: all that it says, part by part, as `../language.ts` lists it. */
export { answer } from './answer.ts';
export * as flow from './flow.ts';
export { format } from './format.ts';
export { mail } from './mail.ts';
export { reply } from './reply.ts';
export { because, next, problem, quiet, written } from './sentences.ts';
export * as stops from './stops.ts';
