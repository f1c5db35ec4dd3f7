/** A mail in an Exchange mailbox by Baton's id: drafts that wait, whether it left, withdrawing it. */
import { messageIdOf } from '../../base/mail-message.ts';
import { type Operation, path, quotedForUrl, RequestRefused } from '../../microsoft/client.ts';
import type { Address } from '../../ports.ts';
import { isMessageGone } from './errors.ts';

/** A mailbox, and as whom it sends. */
export interface Mailbox {
  /** Address. */
  readonly address: string;
  readonly from: Address;
}

/** A message as Graph shows it. */
export interface Message {
  /** Another one when it goes to another folder, so that nothing is done to what has left. */
  readonly id: string;
  /** Its Message-ID. */
  readonly internetMessageId: string;
}

/** All that a mailbox has of one mail. */
export interface Trail {
  /** What may still be sent, is about to leave, or was withdrawn and lies in Deleted Items. */
  readonly drafts: readonly Message[];
  readonly hasLeft: boolean;
}

interface Listed extends Message {
  readonly isDraft: boolean;
}

/** Keeps our id where Exchange gave a draft a Message-ID of its own. The set of properties is Baton's. */
const ID_PROPERTY = 'String {7d3f3c0e-52d1-4b0f-9d55-6e1f0a8c2b47} Name BatonId';
/** PidTagMessageFlags ([MS-OXCMSG] 2.2.1.6) and of it mfSubmitted: transport takes it, or has taken it. */
const FLAGS_PROPERTY = 'Integer 0x0E07';
const SUBMITTED = 0x4;

/** More than a mail has drafts. */
const MOST = '50';
const SELECTED = 'id,internetMessageId,isDraft';

export const messageAt = ({ address }: Mailbox, id: string): string => path`/users/${address}/messages/${id}`;

/** Makes a draft known by our id, where its Message-ID does not. */
export const markDraft = (operation: Operation, mailbox: Mailbox, draft: Message, id: string): Promise<unknown> => {
  const singleValueExtendedProperties = [{ id: ID_PROPERTY, value: id }];
  return operation.patch(messageAt(mailbox, draft.id), { singleValueExtendedProperties }, { again: true });
};

/** Looks for a mail in all folders by both things that keep our id. Errors are Refused. */
export const trailOf = async (operation: Operation, mailbox: Mailbox, id: string): Promise<Trail> => {
  const filters = [
    `internetMessageId eq '${quotedForUrl(messageIdOf(id, mailbox.from))}'`,
    `singleValueExtendedProperties/Any(ep: ep/id eq '${ID_PROPERTY}' and ep/value eq '${quotedForUrl(id)}')`,
  ];
  const found = new Map<string, Listed>();
  for (const filter of filters) {
    const { value } = await operation.get<{ readonly value: readonly Listed[] }>(
      path`/users/${mailbox.address}/messages?$filter=${filter}&$select=${SELECTED}&$top=${MOST}`,
    );
    for (const message of value) found.set(message.id, message);
  }
  const messages = [...found.values()];
  const drafts = messages.filter(({ isDraft }) => isDraft);
  return { drafts, hasLeft: drafts.length < messages.length };
};

/**
 * Whether a draft waits, or leaves: it stays among the drafts until transport has taken it, which at more than 30 a minute
 * takes minutes. https://learn.microsoft.com/graph/outlook-things-to-know-about-send-mail. Errors are Refused.
 */
export const stateOf = async (
  operation: Operation,
  mailbox: Mailbox,
  id: string,
): Promise<'waiting' | 'leaving' | 'gone'> => {
  const expanded = `singleValueExtendedProperties($filter=id eq '${FLAGS_PROPERTY}')`;
  try {
    const { singleValueExtendedProperties: [flags] = [] } = await operation.get<{
      readonly singleValueExtendedProperties?: readonly { readonly value: string }[];
    }>(messageAt(mailbox, id) + path`?$select=${'id'}&$expand=${expanded}`);
    return Number(flags?.value ?? 0) & SUBMITTED ? 'leaving' : 'waiting';
  } catch (error) {
    if (error instanceof RequestRefused && isMessageGone(error.failure)) return 'gone';
    throw error;
  }
};

/** Deletes a draft, so that nobody can send it: `unclear` where it was gone, or that cannot be told. */
export const withdraw = async (
  operation: Operation,
  mailbox: Mailbox,
  id: string,
): Promise<'withdrawn' | 'leaving' | 'unclear'> => {
  try {
    if ((await stateOf(operation, mailbox, id)) === 'leaving') return 'leaving';
    await operation.delete(messageAt(mailbox, id));
    return 'withdrawn';
  } catch {
    return 'unclear';
  }
};
