/** In English: taking people and their addresses into the directory. */
import { listOf, plural } from './format.ts';

type Count = { readonly added: number; readonly filled: number; readonly known: number };
type Listed = { readonly name: string; readonly email: string };

const counted = ({ added, filled, known }: Count) =>
  [
    added > 0 && `${added} ${plural(added, 'person', 'people')} added`,
    filled > 0 && `${filled} ${plural(filled, 'address', 'addresses')} filled in`,
    known > 0 && `${known} there already`,
  ].filter((part) => part !== false);

export const people = {
  nobodyListed:
    'No address was found in it. Give a list such as “Li Ming <li@example.com>”, a vCard (.vcf), or a table with names and addresses.',
  noDirectory: ({ name }: { name: string }) => `${name} has no directory. Run adopt, which adds one.`,
  notTaken: 'The directory kept changing while it was written to. Run it again.',
  noFile: ({ path }: { path: string }) => `${path} cannot be read. Give a file, or - to paste a list.`,
  notAPair: ({ text }: { text: string }) =>
    `“${text}” is not a pair. Write what the workbook says and the name in the list: --same "Ann=Ann Miller"`,

  wrote: (count: Count) => `Directory: ${listOf(counted(count)) || 'nothing new'}.`,
  would: (count: Count) => `Directory, if it were written: ${listOf(counted(count)) || 'nothing new'}.`,
  added: 'Added:',
  filled: 'Address filled in:',
  replaced: 'Address changed:',
  instead: ({ name, email, was }: Listed & { readonly was: string }) => `${name} <${email}>, before <${was}>`,
  asked: ({ count }: { count: number }) =>
    `${count} ${plural(count, 'question')}; nothing was written for ${plural(count, 'it', 'them')}:`,
  likely: ({ text, name, email }: Listed & { readonly text: string }) =>
    `“${text}” may be ${name} <${email}>. If so: --same "${text}=${name}". If not: --apart "${name}".`,
  conflict: ({ name, email, has }: Listed & { readonly has: string }) =>
    `${name} has <${has}>, and the list says <${email}>. To take the new one: --replace "${name}".`,
  several: ({ name, emails }: { name: string; emails: readonly string[] }) =>
    `${name} stands in the list with ${listOf(emails.map((email) => `<${email}>`))}. Leave one.`,
  nameless: ({ email }: { email: string }) => `<${email}> has no name. Write it in front of the address.`,
  unread: ({ line }: { line: string }) => `No address could be read in “${line}”.`,
};
