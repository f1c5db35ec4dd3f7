/** Reads people and addresses out of a list as it is pasted: from a mail's recipients, a sheet, a page, a chat. */
import { addressIn, isAddress } from '../read/address.ts';

/** Somebody with an address, as a list has them. */
export interface Contact {
  /** '' where the list gives none. */
  readonly name: string;
  readonly email: string;
  /** '' where the list gives none. */
  readonly department: string;
  /** What else they are called; '' where the list does not say. */
  readonly nickname: string;
}

export interface ContactList {
  readonly contacts: readonly Contact[];
  /** Lines with an @ in which no address could be read. */
  readonly unread: readonly string[];
}

/** Any number of lines: `Li Ming <li@example.com>; …`, `李明 li@example.com`, cells between tabs or commas, an address alone. */
export const pastedContacts = (text: string): ContactList => {
  const contacts: Contact[] = [];
  const unread: string[] = [];
  for (const line of text.split(/[\r\n]+/)) {
    if (!/[@＠]/.test(line)) continue;
    const found = inBrackets(line) ?? inFields(line);
    contacts.push(...found);
    if (found.length === 0) unread.push(line.trim());
  }
  return { contacts, unread };
};

/** What an address cannot hold stands between words. */
const WORD = /[^\s<>()[\]{}（）【】《》"'“”‘’,，;；、|:：]+/g;

/** The first word with an @ inside, and where it stands. */
const addressAt = (text: string): { readonly word: string; readonly index: number } | null => {
  for (const found of text.matchAll(WORD)) if (/.[@＠]./.test(found[0])) return { word: found[0], index: found.index };
  return null;
};

/** An address as it can be used, or '' */
const usable = (text: string): string => {
  const address = addressIn(
    text
      .replace('＠', '@')
      .replace(/^mailto:/i, '')
      .replace(/(?<![.。])[.。]+$/, ''),
  );
  return isAddress(address) ? address : '';
};

/** `Name <address>`, as mail programs write it, any number of them in a line. A comma in a name is the name's: Miller, Ann <…>. */
const inBrackets = (line: string): Contact[] | null => {
  const pieces = line.split(/[<＜《]([^<>＜＞《》]{3,254})[>＞》]/);
  if (pieces.length < 3) return null;
  const contacts: Contact[] = [];
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const email = usable((pieces[i + 1] ?? '').trim());
    const before = (pieces[i] ?? '').split(/[;；\t]/).filter((part) => part.trim() !== '');
    const name = named(before[before.length - 1] ?? '');
    if (email !== '') contacts.push({ name, email, department: '', nickname: '' });
  }
  return contacts.length > 0 ? contacts : null;
};

/** The words in front of an address without what separates them from others. */
const named = (text: string): string =>
  text
    .replace(/^[\s,，、:："'“‘*•·-]+/, '')
    .replace(/(?<![\s,，、:："'”’(（])[\s,，、:："'”’(（]+$/, '')
    .replace(/^(?:to|cc|from|姓名|收件人|抄送)\s*[:：]\s*/i, '')
    .replace(/^\d{1,4}[.、)）]\s*/, '');

/** Cells of a row, or words beside an address; several addresses in a line are people of their own. */
const inFields = (line: string): Contact[] => {
  const fields = line
    .split(/[\t,，;；|、]|\s{2,}/)
    .map((field) => field.trim())
    .filter((field) => field !== '');
  const at = fields.flatMap((field, i) => (addressAt(field) ? [i] : []));
  if (at.length > 1) return at.flatMap((i) => inOneField(fields[i] ?? '', []));
  const [only] = at;
  return only === undefined
    ? []
    : inOneField(
        fields[only] ?? '',
        fields.filter((_, i) => i !== only),
      );
};

const inOneField = (field: string, others: readonly string[]): Contact[] => {
  const found = addressAt(field);
  const email = found ? usable(found.word) : '';
  if (!found || email === '') return [];
  const beside = named(withoutLabel(`${field.slice(0, found.index)} ${field.slice(found.index + found.word.length)}`));
  const words = others.map((other) => named(withoutLabel(other))).filter(isWords);
  const [first = '', second = ''] = isWords(beside) ? [beside, ...words] : words;
  return [{ name: first, email, department: second, nickname: '' }];
};

const withoutLabel = (text: string): string =>
  text
    .replace(/(?:姓名|名字|name|邮箱|邮件|email|e-mail|mail|mailto|部门|department)\s*[:：]/gi, ' ')
    .replace(/[()（）[\]【】]/g, ' ')
    .trim();

/** A name or a department, and not a phone, a number or a mark. */
const isWords = (text: string): boolean => /\p{L}/u.test(text) && !/^[+\d\s()-]{5,}$/.test(text) && text.length <= 60;
