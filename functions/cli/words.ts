/** What the command line can say: its commands, its options, and the kinds of things that people are told. */
import type { Language } from '../../core/messages/language.ts';

export type CliWords = Language['cli'];
export type CommandName = Exclude<keyof CliWords['help']['command'], 'start'>;
export type OptionName = Exclude<keyof CliWords['help']['option'], 'mail'>;

/** Kinds of things a person is told, in the order of urgency. */
export const FILE_KINDS = [
  'stuck',
  'overdue',
  'due',
  'reason',
  'quiet',
  'collect',
  'act',
  'soon',
  'blocked',
  'assigned',
  'changed',
  'update',
  'week',
  'mend',
  'know',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];
