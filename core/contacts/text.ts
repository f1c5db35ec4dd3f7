/** Reads people and addresses out of a text, whatever it is: vCards, or lines as they are pasted. */
import { type ContactList, pastedContacts } from './pasted.ts';
import { type BytesAsText, isVcard, vcardContacts } from './vcard.ts';

export const textContacts = (text: string, asText: BytesAsText): ContactList =>
  isVcard(text) ? { contacts: vcardContacts(text, asText), unread: [] } : pastedContacts(text);
