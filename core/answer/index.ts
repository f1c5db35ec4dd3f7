export { answersOf } from './may.ts';
