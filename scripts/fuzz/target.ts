/** What a target of the fuzz is, and what counts as an outcome. */
import type fc from 'fast-check';
import { BatonError } from '../../functions/errors.ts';

/** What is fuzzed: bytes, or a value that JSON can carry, so that every input can be kept as a file. */
export type Input = Buffer | Json;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One way by which something comes in from outside. */
export interface Target<T extends Input = Input> {
  readonly name: string;
  /** Milliseconds of the processor that one input may take. */
  readonly patience: number;
  /** Everything that inputs share is made here, once in a worker; `folder` is the worker's own. */
  readonly prepare: (folder: string) => Promise<ReadyTarget<T>>;
}

export interface ReadyTarget<T extends Input = Input> {
  readonly inputs: fc.Arbitrary<T>;
  /**
   * Tries one. Answers in a few words what came of it: the same words for the same input, the first of them the kind of
   * outcome. A BatonError is an outcome; any other error is a finding.
   */
  readonly attempt: (input: T) => Promise<string> | string;
}

/** So that a list of targets does not have to know their inputs. */
export const target = <T extends Input>(made: Target<T>): Target => made as unknown as Target;

/** What a person is told has a code, and words without holes in both languages; what was given may be told as it is. */
const HOLES = /\bundefined\b|\bNaN\b|\[object /;
const hasHole = (text: string, input: Input): boolean =>
  HOLES.test(text) && !HOLES.test(Buffer.isBuffer(input) ? input.toString() : JSON.stringify(input));

/** What came of an input; throws what no user should meet. */
export const outcomeOf = async (ready: ReadyTarget, input: Input): Promise<string> => {
  try {
    return await ready.attempt(input);
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    const { code, words } = error;
    if (!/^[a-z][a-z0-9-]*$/.test(code)) throw new Error(`no code: ${code}`);
    for (const text of [words.en, words['zh-CN']]) {
      if (!text || hasHole(text, input)) throw new Error(`${code} says: ${text}`);
    }
    return `refused:${code}`;
  }
};

/** Throws where something that must hold does not. */
export const mustHold = (holds: boolean, what: () => string): void => {
  if (!holds) throw new Error(what());
};
