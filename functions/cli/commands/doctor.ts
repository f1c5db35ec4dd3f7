import type { Command } from 'commander';
import { type Locale, type Words, w } from '../../../sheet-templates/index.ts';
import { findByLink, isLink } from '../../adapters/graph-excel/find.ts';
import { schemeOf } from '../../connect.ts';
import type { Finding } from '../../doctor/finding.ts';
import { BatonError, EXIT } from '../../errors.ts';
import { parseLinkKeys } from '../../link-keys.ts';
import { command, option } from '../program.ts';
import { openNamed } from '../reading.ts';
import { mailerFor } from '../sweeping.ts';
import { table } from '../table.ts';
import { type Terminal, WORDS } from '../terminal.ts';

interface Options {
  readonly mail?: string;
  readonly from?: string;
  readonly trial?: boolean;
}

export const doctor = (terminal: Terminal): Command =>
  command(terminal, 'doctor')
    .argument('<workbook>', terminal.say.help.argument.workbook)
    .addOption(option(terminal, '--mail <way>', 'mail'))
    .addOption(option(terminal, '--from <sender>', 'from'))
    .addOption(option(terminal, '--trial', 'trial'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string, options: Options) => {
      const workbook = isLink(given) ? `graph:${await findByLink(given)}` : given;
      const findings =
        schemeOf(workbook) === 'graph'
          ? await graphFindings(terminal, workbook, options)
          : await readFindings(workbook);
      if (findings.some(({ state }) => state === 'mend')) terminal.exit(EXIT.data);
      if (terminal.json) return terminal.printJson({ workbook, findings });
      const { say, locale, width, print } = terminal;
      const rows = findings.map(({ about, state, words }) => [
        say.doctor.state[state],
        say.doctor.about[about],
        words[locale],
      ]);
      if (workbook !== given) print(workbook, '');
      print(...table(['', '', ''], rows, width).slice(1));
    });

/** The environment of the functions says where changes are told and which mailbox sends; what it does not say is not looked at. */
const graphFindings = async (
  terminal: Terminal,
  uri: string,
  { mail, from, trial = false }: Options,
): Promise<readonly Finding[]> => {
  const { examineGraph } = await import('../../doctor/graph.ts');
  const { BATON_CHANGED_URL: url, BATON_LINK_KEY: key, BATON_MAIL: usual } = process.env;
  const keys = key ? parseLinkKeys(key) : null;
  const way = mail ?? usual ?? '';
  return examineGraph({
    uri,
    trial,
    mailer: way.toLowerCase() === 'graph' ? () => mailerFor(terminal, way, from) : null,
    changes: url && keys ? { url, keys } : null,
  });
};

const readFindings = async (workbook: string): Promise<readonly Finding[]> => {
  const found = (state: Finding['state'], words: Words): Finding[] => [{ about: 'read', state, words }];
  try {
    const { name, sheets } = await openNamed(workbook).read();
    const say = (locale: Locale) => WORDS[locale].doctor.readable(name, sheets.length);
    return found('fine', w(say('zh-CN'), say('en')));
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return found('mend', error.words);
  }
};
