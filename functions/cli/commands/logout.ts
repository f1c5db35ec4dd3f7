/** `logout`: forgets what somebody signed in with. */
import type { Command } from 'commander';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { GRANT_NAMES } from '../../remote/grant.ts';
import { openVault } from '../../remote/vault.ts';
import { command, option } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { serviceUnknown } from './login.ts';

export const logoutCommand = (terminal: Terminal): Command =>
  command(terminal, 'logout')
    .argument('<service>', terminal.say.help.argument.service)
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (given: string) => {
      const service = given.toLowerCase();
      const theirs = GRANT_NAMES.filter((name) => name.split('-')[0] === service);
      if (theirs.length === 0) throw serviceUnknown(given);
      const vault = openVault();
      const removed: (typeof theirs)[number][] = [];
      for (const name of theirs) if (await vault.remove(name)) removed.push(name);
      if (terminal.json) return terminal.printJson({ removed });
      const words = LANGUAGES[terminal.locale].login;
      if (removed.length === 0) return terminal.print(words.nobodySignedIn({ service: given }));
      terminal.print(
        ...removed.map((name) => words.signedOut({ what: words.what[name] })),
        service.startsWith('google') ? words.revokeGoogle : words.revokeMicrosoft,
      );
    });
