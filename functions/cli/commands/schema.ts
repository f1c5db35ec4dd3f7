/** `schema`: lists every tab, column and option of a workbook. */
import type { Command } from 'commander';
import type { Locale } from '../../../sheet-templates/index.ts';
import { schemaJson } from '../../../sheet-templates/schema.ts';
import { command, option } from '../program.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

export const schema = (terminal: Terminal): Command =>
  command(terminal, 'schema')
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(({ locale = terminal.locale }: { locale?: Locale }) => {
      const described = schemaJson(locale);
      if (terminal.json) return terminal.printJson(described);
      const { say, paint, print, width } = terminal;
      const header = [say.table.key, say.table.header, say.table.type, say.table.options];
      for (const { key, title, machine, view, columns } of described.tabs) {
        const remark = machine ? say.schema.machine : view ? say.schema.view : '';
        print(paint('strong', `${title}  ${key}`) + (remark && paint('quiet', `  ${remark}`)));
        if (columns.length === 0) {
          print('');
          continue;
        }
        const rows = columns.map((column) => [
          column.key,
          column.header,
          column.type,
          [
            column.required ? say.schema.required : '',
            column.lookup ? say.schema.filled : '',
            column.options.map(({ label }) => label).join(' · '),
          ]
            .filter(Boolean)
            .join('  '),
        ]);
        const [first, ...lines] = table(header, rows, width - 2);
        print(paint('quiet', `  ${first}`), ...lines.map((line) => `  ${line}`), '');
      }
    });
