/** The sentences in which a reply is shown back to its writer, as an interface that each language fulfils. */
import type { Doubt } from '../answers/reply-model.ts';

/** What is said of a doubt: the day that was named and the one that is proposed, as people read them; '' where there is none. */
export interface DoubtFacts {
  readonly named: string;
  readonly proposed: string;
}

/** Every sentence in which a reply is shown back to whoever wrote it, in one language. */
export interface ReplyMessages {
  /** `understood` answers can be confirmed, `asked` things have to be asked back. */
  subject(understood: number, asked: number): string;
  readonly headline: ReplyMessages['subject'];
  /** Above what was understood, and above what it may have been about. */
  readonly section: string;
  readonly which: string;
  /** Nothing is written by a mail: the button does it. */
  readonly intro: string;
  readonly introAsked: string;
  /** What was understood of an item: “Done”. */
  understood(kind: string): string;
  /** What it may have meant, where that is not sure. */
  maybe(kind: string): string;
  readonly notUnderstood: string;
  due(day: string): string;
  readonly confirm: string;
  readonly choose: string;
  /** Beside the button that confirms. */
  readonly other: string;
  /** The words it was read from. */
  said(text: string): string;
  field(label: string, value: string): string;
  readonly doubt: Readonly<Record<Doubt, (facts: DoubtFacts) => string>>;
  /** To somebody who replied to a mail whose links are valid no more; `open` things of it are still theirs to answer. */
  readonly lapsed: {
    readonly subject: string;
    intro(open: number): string;
    readonly section: string;
  };
  /** Why it came. */
  readonly footer: string;
}
