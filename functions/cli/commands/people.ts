/** `people`: takes people and addresses from a list, a vCard or a workbook into the directory. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { ContactDecisions, JoinedContacts } from '../../../core/contacts/join.ts';
import { inAll } from '../../../core/messages/in-all.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { normal } from '../../../core/text/words.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { contactsIn } from '../../people/read.ts';
import { takePeople } from '../../people/take.ts';
import { collect, command, option } from '../program.ts';
import { nameIn, openNamed, realNow } from '../reading.ts';
import { pathFromCaller, type Terminal } from '../terminal.ts';

const say = inAll('people');

interface Options {
  readonly same?: readonly string[];
  readonly apart?: readonly string[];
  readonly replace?: readonly string[];
  readonly dryRun?: boolean;
}

export const peopleCommand = (terminal: Terminal): Command =>
  command(terminal, 'people')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .argument('<file>', terminal.say.help.argument.people)
    .addOption(option(terminal, '--same <text=name>', 'samePerson').argParser(collect))
    .addOption(option(terminal, '--apart <name>', 'otherPerson').argParser(collect))
    .addOption(option(terminal, '--replace <name>', 'replaceAddress').argParser(collect))
    .addOption(option(terminal, '--dry-run', 'dryRun'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (workbook: string, given: string, options: Options) => {
      const decided = decisionsOf(options);
      const { contacts, unread } = await contactsIn(await bytesOf(given), given === '-' ? '' : given).catch(
        nameIn(given),
      );
      const dryRun = options.dryRun === true;
      const joined = await takePeople(openNamed(workbook), contacts, decided, { now: realNow(), dryRun });
      const { writes, ...said } = joined;
      const open = [said.conflicts, said.likely, said.several, said.nameless].some((list) => list.length > 0);
      if (open || unread.length > 0) terminal.exit(EXIT.data);
      if (terminal.json) return terminal.printJson({ dryRun, ...said, unread });
      terminal.print(...peopleLines(terminal, joined, unread, dryRun));
    });

const decisionsOf = ({ same = [], apart = [], replace = [] }: Options): ContactDecisions => ({
  same: new Map(
    same.map((pair) => {
      const [, text = '', name = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
      if (text.trim() === '' || name.trim() === '')
        throw new BatonError('call', 'not-a-pair', say.notAPair({ text: pair }));
      return [normal(name), text.trim()];
    }),
  ),
  apart: new Set(apart.map(normal)),
  replace: new Set(replace.map(normal)),
});

const bytesOf = async (given: string): Promise<Buffer> => {
  if (given === '-') return buffer(process.stdin);
  return readFile(pathFromCaller(given)).catch((cause) => {
    throw new BatonError('call', 'file-missing', say.noFile({ path: given }), cause);
  });
};

const peopleLines = (
  { locale, paint }: Terminal,
  { added, filled, replaced, known, conflicts, likely, several, nameless }: JoinedContacts,
  unread: readonly string[],
  dryRun: boolean,
): string[] => {
  const words = LANGUAGES[locale].people;
  const named = ({ name, email }: { name: string; email: string }) => `${name} <${email}>`;
  const blocks = [
    { title: words.added, lines: added.map(named) },
    { title: words.filled, lines: filled.map(named) },
    { title: words.replaced, lines: replaced.map((one) => words.instead({ ...one })) },
  ].filter(({ lines }) => lines.length > 0);
  const asked = [
    ...likely.map(({ text, contact }) => words.likely({ text, name: contact.name, email: contact.email })),
    ...conflicts.map(words.conflict),
    ...several.map(words.several),
    ...nameless.map((email) => words.nameless({ email })),
    ...unread.map((line) => words.unread({ line })),
  ];
  return [
    (dryRun ? words.would : words.wrote)({
      added: added.length,
      filled: filled.length + replaced.length,
      known: known.length,
    }),
    // What is all of one kind has been said in the line above.
    ...blocks.flatMap(({ title, lines }) => [
      ...(blocks.length > 1 ? [title] : []),
      ...lines.map((line) => `  ${line}`),
    ]),
    ...(asked.length > 0
      ? ['', paint('soon', words.asked({ count: asked.length })), ...asked.map((line) => `  ${line}`)]
      : []),
  ];
};
