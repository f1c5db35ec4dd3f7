/** Mail servers as ways to send mail: `smtp://…`, `smtps://…`, and those that have a name, `qq:name@qq.com`. */
import { inAllWays } from '../../../core/messages/in-all-ways.ts';
import { inEach } from '../../../sheet-templates/types.ts';
import type { Environment, MailBackend, Sending } from '../../backend.ts';
import { fine } from '../../base/finding.ts';
import { accountIn, NAMED_SERVERS, type NamedServer, type SmtpServer, serverNamed, serverOfUrl } from './servers.ts';

const say = inAllWays('mailing');

/** How a server is given, from a way and what the variables say. */
type ServerOf = (sending: Pick<Sending, 'way' | 'env'>) => SmtpServer | Promise<SmtpServer>;

const PASSWORD: MailBackend['variables'] = {
  BATON_SMTP_PASSWORD: {
    isSecret: true,
    takes: () => true,
    wanted: say.wanted.BATON_SMTP_PASSWORD,
  },
};

const by = (serverOf: ServerOf): Pick<MailBackend, 'reaches' | 'variables' | 'open' | 'examine'> => ({
  reaches: true,
  variables: PASSWORD,
  open: async (sending) => {
    const { createSmtp } = await import('./smtp.ts');
    return createSmtp({ server: await serverOf(sending), from: sending.from });
  },
  examine: async (given) => {
    const { trySmtp } = await import('./smtp.ts');
    const { host, signedIn } = await trySmtp(await serverOf(given));
    return fine('smtp', (signedIn ? say.smtpSignedIn : say.smtpOpen)({ host }));
  },
});

/** The password is kept out of the way itself, which others on the machine can see. */
const withPassword = (way: string, { BATON_SMTP_PASSWORD: password }: Environment): string => {
  if (!password || !URL.canParse(way)) return way;
  const url = new URL(way);
  url.password = encodeURIComponent(password);
  return url.href;
};

export const smtp: MailBackend = {
  ...by(({ way, env }) => serverOfUrl(withPassword(way, env))),
  named: say.smtpNamed,
  takes: (way) => /^smtps?:\/\/./i.test(way),
};

const backendOf = (server: NamedServer): MailBackend => ({
  ...by(({ way, env }) => serverNamed(server, accountIn(way, server) ?? '', env)),
  named: inEach(() => `${server.name}:${server.account}`),
  takes: (way) => accountIn(way, server) !== null,
  ...(server.perDay !== undefined && { perDay: server.perDay }),
  server,
  accountIn: (way) => accountIn(way, server),
});

/** One way for each row of the table. */
export const namedServers: readonly MailBackend[] = NAMED_SERVERS.map(backendOf);
