/** Which texts the demo needs in each language. */
import type { DepartmentKey, PersonKey, RequestKey, Said, TaskKey, TypedKey } from './scenario.ts';

export interface TaskWords extends Partial<Readonly<Record<Said, string>>> {
  readonly name: string;
  /** What the plan asks to be handed over; what was handed over is `output`. */
  readonly deliverable: string;
  readonly doneWhen: string;
}

export type RequestWords = Readonly<Record<'name' | 'goal' | 'background' | 'scope' | 'expected', string>>;

/** The demo's words in one language. */
export interface DemoContent {
  readonly fileName: string;
  readonly project: string;
  readonly departments: Readonly<Record<DepartmentKey, string>>;
  readonly people: Readonly<Record<PersonKey, readonly [name: string, mailbox: string]>>;
  readonly stranger: string;
  readonly requests: Readonly<Record<RequestKey, RequestWords>>;
  readonly tasks: Readonly<Record<TaskKey, TaskWords>>;
  readonly typed: Readonly<Record<TypedKey, TaskWords>>;
}
