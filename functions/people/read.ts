/** Reads people and addresses out of a file, whatever kind it is. */

import { recogniseWorkbook } from '../../core/adopt/index.ts';
import { columnAt } from '../../core/adopt/recognise.ts';
import { type Contact, type ContactList, pastedContacts } from '../../core/contacts/pasted.ts';
import { textContacts } from '../../core/contacts/text.ts';
import { type BytesAsText, isVcard } from '../../core/contacts/vcard.ts';
import { inAll } from '../../core/messages/in-all.ts';
import { addressIn, isAddress } from '../../core/read/address.ts';
import { textOf } from '../../core/read/locate.ts';
import type { RawSheet } from '../../core/workbook.ts';
import { readConverted } from '../adopt/open.ts';
import { convert } from '../adopt/other/convert.ts';
import { otherFormatOf } from '../adopt/other/format.ts';
import { decodedText } from '../adopt/other/text-table.ts';
import { BatonError } from '../errors.ts';

const say = inAll('people');

/** `path`: what its name says counts where its bytes do not; '' for what is pasted. BatonError 'data': what reading a workbook refuses, nobody-listed. */
export const contactsIn = async (bytes: Buffer, path: string): Promise<ContactList> => {
  const list = await contactsOf(bytes, path);
  if (list.contacts.length === 0) throw new BatonError('data', 'nobody-listed', say.nobodyListed);
  return list;
};

const contactsOf = async (bytes: Buffer, path: string): Promise<ContactList> => {
  const format = otherFormatOf(bytes, path);
  if (format !== null && format !== 'text') return inWorkbook((await convert(bytes, format, 'Sheet1')).bytes);
  const text = isZip(bytes) ? null : decodedText(bytes);
  if (text === null) return inWorkbook(bytes);
  if (isVcard(text.text)) return contactsInText(text.text);
  // A table with headers says which column is which; where it does not, each line is read for itself.
  const table = format === 'text' ? inWorkbook((await convert(bytes, format, 'Sheet1')).bytes) : null;
  return table && table.contacts.length > 0 ? table : contactsInText(text.text);
};

/** The same of a text that somebody has pasted; nobody may be in it. */
export const contactsInText = (text: string): ContactList => textContacts(text, asText);

const asText: BytesAsText = (bytes, charset) => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';

const inWorkbook = (bytes: Buffer): ContactList => {
  const raw = readConverted(bytes, '');
  const { directory } = recogniseWorkbook(raw);
  if (!directory) return together(raw.sheets.map(inLines));
  const place = (column: string) => columnAt(directory.mapping, 'directory', column);
  const contacts = directory.rows.flatMap(({ cells }): Contact[] => {
    const said = (column: string) => textOf(cells[(place(column) ?? 0) - 1]);
    const email = addressIn(said('email'));
    return isAddress(email) ? [{ name: said('name'), email, department: said('department'), nickname: '' }] : [];
  });
  return { contacts, unread: [] };
};

/** A sheet without headers that could be recognised: each row is a line of a list. */
const inLines = ({ rows }: RawSheet): ContactList =>
  pastedContacts(rows.map(({ cells }) => cells.map((cell) => textOf(cell).replace(/\s+/g, ' ')).join('\t')).join('\n'));

const together = (lists: readonly ContactList[]): ContactList => ({
  contacts: lists.flatMap(({ contacts }) => contacts),
  unread: lists.flatMap(({ unread }) => unread),
});
