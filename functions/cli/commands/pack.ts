/** `pack`: a request and all its documents as one zip for the archive. */
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { isoOf } from '../../../core/time/day.ts';
import { type Packed, packRequest } from '../../pack/index.ts';
import { command, option } from '../program.ts';
import { openNamed, readWithArchives, uriGiven, workbookAnd } from '../reading.ts';
import { table } from '../table.ts';
import { pathFromCaller, shownPath, type Terminal } from '../terminal.ts';

interface Options {
  readonly out?: string;
  readonly force?: boolean;
  readonly now?: string;
}

export const packCommand = (terminal: Terminal): Command =>
  command(terminal, 'pack')
    .usage('[workbook] <request>')
    .argument('[workbook]', terminal.say.help.argument.ownWorkbook)
    .argument('[request]', terminal.say.help.argument.request)
    .addOption(option(terminal, '--out <folder>', 'folder'))
    .addOption(option(terminal, '--force', 'force'))
    .addOption(option(terminal, '--now <iso>', 'now'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (first: string | undefined, second: string | undefined, { out, force = false, now }: Options) => {
      const [workbook, request] = workbookAnd(terminal, [first, second], ['request']);
      const { snapshot } = await readWithArchives(workbook, now);
      const folder = out === undefined ? dirname(uriGiven(workbook)) : pathFromCaller(out);
      const packed = await packRequest(openNamed(workbook), snapshot, { request, folder, force });
      if (terminal.json) terminal.printJson(packedJson(packed));
      else terminal.print(...packedLines(terminal, packed));
    });

const packedJson = ({ pack, path, recorded }: Packed) => ({
  request: pack.id,
  name: pack.name,
  path,
  on: isoOf(pack.on),
  accepted: pack.accepted,
  sharing: pack.sharing,
  viewers: pack.viewers,
  documents: pack.documents.map(({ kind, title, file }) => ({ kind, title, files: [`${file}.html`, `${file}.xlsx`] })),
  absent: pack.absent,
  unread: pack.unread,
  ...(typeof recorded === 'number' ? { recorded } : { recorded: 0, notRecorded: recorded }),
});

const packedLines = ({ say, width }: Terminal, { pack, path, recorded }: Packed): string[] => {
  const archive =
    typeof recorded !== 'number'
      ? say.pack.notRecorded[recorded]
      : recorded === 0
        ? say.pack.recordedBefore
        : say.pack.recorded(recorded);
  const facts = [
    [say.pack.file, shownPath(path)],
    [say.pack.viewers, pack.viewers],
    [say.pack.archive, archive],
  ];
  return [
    say.pack.made(pack.name, pack.documents.length),
    '',
    ...table(['', ''], facts, width).slice(1),
    ...(pack.accepted ? [] : ['', say.pack.notAccepted]),
    ...(pack.unread.length > 0 ? ['', say.pack.unread(pack.unread.length)] : []),
  ];
};
