/** `init`: makes a new workbook from a template, empty or with the demo. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import type { Locale } from '../../../sheet-templates/index.ts';
import { TEMPLATE_NAMES } from '../../../sheet-templates/views.ts';
import { asTyped } from '../../base/as-typed.ts';
import { isPath, pathTitle } from '../../connect/connect.ts';
import { makeWorkbook } from '../../create/make-workbook.ts';
import { makeDemo } from '../../demo/make.ts';
import { BatonError } from '../../errors.ts';
import { countryWords, officialListsOf } from '../../reading/holidays.ts';
import { mustBeInstant } from '../../reading/official.ts';
import { zoneAndCountry } from '../../reading/place.ts';
import { command, option } from '../program.ts';
import { realNow, uriGiven } from '../reading.ts';
import { shownPath, type Terminal } from '../terminal.ts';

const say = inAll('calls');

interface Options {
  readonly template: string;
  readonly locale?: Locale;
  readonly demo?: boolean;
  readonly country?: string;
  readonly zone?: string;
  readonly now?: string;
}

export const init = (terminal: Terminal): Command =>
  command(terminal, 'init')
    .argument('<file>', terminal.say.help.argument.file)
    .addOption(option(terminal, '--template <name>', 'template').default('starter'))
    .addOption(option(terminal, '--locale <locale>', 'workbookLocale'))
    .addOption(option(terminal, '--demo', 'demo'))
    .addOption(option(terminal, '--country <code>', 'country'))
    .addOption(option(terminal, '--zone <zone>', 'zone'))
    .addOption(option(terminal, '--now <iso>', 'madeOn'))
    .addOption(option(terminal, '--json', 'json'))
    .action(async (file: string, options: Options) => {
      const template = TEMPLATE_NAMES.find((name) => name === options.template);
      if (!template) throw templateUnknown(options.template);
      const locale = options.locale ?? terminal.locale;
      const place = zoneAndCountry(locale, options);
      const path = uriGiven(file);
      const wanted = { path, template, locale, ...place, now: mustBeInstant(options.now ?? realNow(), place.zone).iso };
      const project = isPath(path) ? pathTitle(path) : '';
      const { uri, ...made } = options.demo ? await makeDemo(wanted) : await makeWorkbook({ ...wanted, project });
      if (terminal.json) return terminal.printJson({ path: uri, locale, ...place, ...made });
      const { say, print } = terminal;
      const shown = isPath(uri) ? shownPath(uri) : uri;
      const country = place.country && countryWords(place.country)[terminal.locale];
      print(say.init.made(shown));
      const lists = place.country === null ? null : await officialListsOf(place.country);
      print(country ? say.init.days(country, made.days, made.until, lists) : say.init.noDays);
      if (!options.demo) print(say.init.next(asTyped(shown)));
    });

const templateUnknown = (name: string) =>
  new BatonError('call', 'template-unknown', say.templateUnknown({ name, names: TEMPLATE_NAMES }));
