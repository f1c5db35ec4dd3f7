import type { Doubt } from '../answer/reply-model.ts';

/** What is said of a doubt: the day that was named and the one that is proposed, as people read them; '' where there is none. */
export interface DoubtFacts {
  readonly named: string;
  readonly proposed: string;
}

/** Every sentence in which a reply is shown back to whoever wrote it, in one language. */
export interface ReplyMessages {
  /** `understood` answers can be confirmed, `asked` things have to be asked back. */
  subject(understood: number, asked: number): string;
  /** Nothing is written by a mail: the button does it. */
  readonly intro: string;
  readonly introAsked: string;
  /** What was understood of an item: “Done”. */
  understood(kind: string): string;
  /** What it may have meant, where that is not sure. */
  maybe(kind: string): string;
  readonly confirm: string;
  readonly choose: string;
  /** The words it was read from. */
  said(text: string): string;
  field(label: string, value: string): string;
  readonly doubt: Readonly<Record<Doubt, (facts: DoubtFacts) => string>>;
  /** An answer to this mail is not read, and why it came. */
  readonly footer: string;
}
