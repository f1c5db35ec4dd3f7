/** `login`: signs in to Google or Microsoft 365 as oneself, in the browser. */
import type { Command } from 'commander';
import { inAll } from '../../../core/messages/in-all.ts';
import { LANGUAGES } from '../../../core/messages/languages.ts';
import { BatonError } from '../../errors.ts';
import { DRIVE_FILE, GMAIL_SEND } from '../../google/login.ts';
import { openInBrowser } from '../../login/browser.ts';
import { readGoogleClient, signInToMail, signInToSheets } from '../../login/google.ts';
import { signInToMicrosoft, wantedOf } from '../../login/microsoft.ts';
import { loginRefused, mustCover } from '../../login/refusal.ts';
import { CLOUDS } from '../../microsoft/clouds.ts';
import type { Grant, GrantName } from '../../remote/grant.ts';
import { type Keeping, loginFolder, openVault } from '../../remote/vault.ts';
import { command, option } from '../program.ts';
import { realNow } from '../reading.ts';
import { pathFromCaller, type Terminal } from '../terminal.ts';

const say = inAll('login');

interface LoginCall {
  readonly client?: string;
  readonly tenant?: string;
  readonly only?: string;
  readonly pick?: string;
  readonly device?: boolean;
  readonly china?: boolean;
  readonly smtp?: boolean;
  readonly imap?: boolean;
  readonly file?: boolean;
}

export const loginCommand = (terminal: Terminal): Command =>
  command(terminal, 'login')
    .argument('<service>', terminal.say.help.argument.service)
    .addOption(option(terminal, '--client <client>', 'loginClient'))
    .addOption(option(terminal, '--tenant <id>', 'loginTenant'))
    .addOption(option(terminal, '--only <what>', 'loginOnly').choices(['sheets', 'mail']))
    .addOption(option(terminal, '--pick <id>', 'loginPick'))
    .addOption(option(terminal, '--smtp', 'loginSmtp'))
    .addOption(option(terminal, '--imap', 'loginImap'))
    .addOption(option(terminal, '--device', 'loginDevice'))
    .addOption(option(terminal, '--china', 'loginChina'))
    .addOption(option(terminal, '--file', 'loginFile'))
    .addOption(option(terminal, '--json', 'json'))
    .addOption(option(terminal, '--locale <locale>', 'locale'))
    .action(async (service: string, call: LoginCall) => {
      const signIn = SERVICES[service.toLowerCase()];
      if (!signIn) throw serviceUnknown(service);
      try {
        await signIn(terminal, call);
      } catch (error) {
        throw loginRefused(error, call.device);
      }
    });

export const serviceUnknown = (text: string): BatonError =>
  new BatonError('call', 'login-service', say.serviceUnknown({ text }));

/** What is said before stands on the screen before anything opens; beside the document, where one is printed. */
const tell = ({ json, note, print }: Terminal, lines: readonly string[]): void => {
  for (const line of lines) (json ? note : print)(line);
};

const show = (terminal: Terminal) => (url: string) => {
  tell(terminal, LANGUAGES[terminal.locale].login.openThis({ url }).split('\n'));
  openInBrowser(url);
};

const inGoogle = async (terminal: Terminal, { client: path, only, pick, file = false }: LoginCall) => {
  const given = path ?? process.env.BATON_GOOGLE_CLIENT;
  if (!given) throw new BatonError('call', 'login-client', say.googleClientMissing);
  const client = await readGoogleClient(pathFromCaller(given));
  const words = LANGUAGES[terminal.locale].login;
  tell(terminal, words.googleBefore);
  const signing = { client, open: show(terminal), locale: terminal.locale, now: realNow };
  const kept: Kept[] = [];
  const uris: string[] = [];
  if (only !== 'mail') {
    const { grant, picked } = await signInToSheets(signing, pick ?? null);
    mustCover(grant, [DRIVE_FILE]);
    kept.push(await keep(grant, file));
    uris.push(...picked.map((id) => `gsheet:${id}`));
  }
  if (only !== 'sheets') {
    const { grant } = await signInToMail(signing);
    mustCover(grant, [GMAIL_SEND]);
    kept.push(await keep(grant, file));
  }
  const pickedWords = uris.length > 0 ? words.picked({ uris }) : words.pickedNothing;
  report(terminal, kept, uris, only === 'mail' ? [] : [pickedWords]);
};

const inMicrosoft = async (terminal: Terminal, call: LoginCall) => {
  const { smtp = false, imap = false, device = false, china = false, file = false } = call;
  const client = call.client ?? process.env.BATON_CLIENT;
  if (!client) throw new BatonError('call', 'login-client', say.microsoftClientMissing);
  const cloud = CLOUDS[china || process.env.BATON_CLOUD === 'china' ? 'china' : 'global'];
  const words = LANGUAGES[terminal.locale].login;
  const { name, scopes } = wantedOf({ cloud, smtp, imap });
  tell(terminal, BEFORE[name](words));
  const grant = await signInToMicrosoft({
    cloud,
    tenant: call.tenant ?? process.env.BATON_TENANT ?? 'organizations',
    client,
    smtp,
    imap,
    open: show(terminal),
    device: device ? (address, code) => tell(terminal, [words.typeThis({ address, code })]) : null,
    locale: terminal.locale,
    now: realNow,
  });
  mustCover(grant, scopes);
  report(terminal, [await keep(grant, file)], [], []);
};

type LoginWords = (typeof LANGUAGES)[keyof typeof LANGUAGES]['login'];

/** What is said before somebody signs in. */
const BEFORE: Readonly<Record<GrantName, (words: LoginWords) => readonly string[]>> = {
  'google-sheets': ({ googleBefore }) => googleBefore,
  'google-mail': ({ googleBefore }) => googleBefore,
  microsoft: ({ microsoftBefore }) => microsoftBefore,
  'microsoft-smtp': ({ smtpBefore }) => smtpBefore,
  'microsoft-imap': ({ imapBefore }) => imapBefore,
};

const SERVICES: Readonly<Record<string, (terminal: Terminal, call: LoginCall) => Promise<void>>> = {
  google: inGoogle,
  microsoft: inMicrosoft,
};

interface Kept {
  readonly grant: Grant;
  readonly keeping: Keeping;
}

const keep = async (grant: Grant, isFile: boolean): Promise<Kept> => ({
  grant,
  keeping: await openVault().write(grant.name, JSON.stringify(grant), isFile ? 'file' : 'keychain'),
});

/** No token is shown to anybody. */
const report = (terminal: Terminal, kept: readonly Kept[], workbooks: readonly string[], more: readonly string[]) => {
  const logins = kept.map(({ grant: { name, account, scopes }, keeping }) => ({ name, account, scopes, keeping }));
  if (terminal.json) return terminal.printJson({ logins, workbooks });
  const words = LANGUAGES[terminal.locale].login;
  terminal.print(
    ...logins.map(({ name, account }) => words.signedIn({ account, what: words.what[name] })),
    ...more,
    logins.some(({ keeping }) => keeping === 'file')
      ? words.keptInFile({ folder: loginFolder() })
      : words.keptInKeychain,
  );
};
