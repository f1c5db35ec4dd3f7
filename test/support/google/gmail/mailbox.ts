import { headerOf, type Part, parseMime } from './mime.ts';

/** A message in a mailbox. */
export interface Message {
  readonly id: string;
  readonly threadId: string;
  readonly labels: Set<string>;
  readonly raw: Buffer;
  readonly mime: Part;
  /** Virtual time, ms. */
  readonly at: number;
  readonly historyId: string;
}

export interface Draft {
  readonly id: string;
  readonly message: Message;
}

/** One person's or shared mailbox. */
export class Mailbox {
  readonly address: string;
  /** Further addresses it may send as; its own is always one. */
  readonly sendAs: Set<string>;
  readonly messages = new Map<string, Message>();
  /** Labels that people or programs made: name by id. */
  readonly labels = new Map<string, string>();
  readonly drafts = new Map<string, Draft>();
  readonly #now: () => number;
  readonly #id: () => string;

  constructor(address: string, sendAs: readonly string[], now: () => number, id: () => string) {
    this.address = address;
    this.sendAs = new Set([address, ...sendAs]);
    this.#now = now;
    this.#id = id;
  }

  /** What left this mailbox, oldest first. */
  get sent(): Message[] {
    return this.#with('SENT');
  }

  get inbox(): Message[] {
    return this.#with('INBOX');
  }

  /** The names of a message's labels, Gmail's own among them. */
  labelsOf({ labels }: Message): string[] {
    return [...labels].map((id) => this.labels.get(id) ?? id);
  }

  /** Something arrives from outside: a reply, a bounce. Joins the thread of the message that it refers to. */
  receive(raw: string | Buffer): Message {
    const bytes = Buffer.from(raw);
    return this.add(bytes, ['INBOX', 'UNREAD'], this.#referred(parseMime(bytes)));
  }

  /** A person deletes a message for good. */
  remove(id: string): void {
    this.messages.delete(id);
    for (const [draftId, draft] of this.drafts) if (draft.message.id === id) this.drafts.delete(draftId);
  }

  add(raw: Buffer, labels: readonly string[], threadId?: string): Message {
    const id = this.#id();
    const message: Message = {
      id,
      threadId: threadId ?? id,
      labels: new Set(labels),
      raw,
      mime: parseMime(raw),
      at: this.#now(),
      historyId: String(this.messages.size + 1000),
    };
    this.messages.set(id, message);
    return message;
  }

  /**
   * The thread that a message may join: the one asked for, if the references point into it and the subject is the
   * same; https://developers.google.com/workspace/gmail/api/guides/threads. Undefined: a thread of its own.
   */
  threadFor(mime: Part, wanted: string | null | undefined): string | undefined {
    if (!wanted) return undefined;
    const subject = (part: Part) => (headerOf(part, 'subject') ?? '').replace(/^((re|fwd?):\s*)+/i, '').trim();
    const thread = [...this.messages.values()].filter(({ threadId }) => threadId === wanted);
    const fits = thread.some((other) => subject(other.mime) === subject(mime));
    return fits && this.#referred(mime) === wanted ? wanted : undefined;
  }

  #referred(mime: Part): string | undefined {
    const ids = new Set(
      `${headerOf(mime, 'references') ?? ''} ${headerOf(mime, 'in-reply-to') ?? ''}`.match(/<[^>]+>/g),
    );
    return [...this.messages.values()].findLast((other) => ids.has(headerOf(other.mime, 'message-id') ?? ''))?.threadId;
  }

  #with(label: string): Message[] {
    return [...this.messages.values()].filter(({ labels }) => labels.has(label));
  }
}
