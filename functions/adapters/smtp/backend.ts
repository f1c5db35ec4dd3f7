/** A mail server as a way to send mail: `smtp://…` and `smtps://…`. */
import { w } from '../../../sheet-templates/types.ts';
import type { MailBackend, Sending } from '../../backend.ts';
import { fine } from '../../base/finding.ts';

export const smtp: MailBackend = {
  named: w('smtp://用户@主机:端口', 'smtp://user@host:port'),
  takes: (way) => /^smtps?:\/\/./i.test(way),
  reaches: true,
  variables: {
    BATON_SMTP_PASSWORD: {
      isSecret: true,
      takes: () => true,
      wanted: w('邮件服务器的密码；不需要就不设', 'the mail server’s password; leave it out where none is asked'),
    },
  },
  open: async (sending) => {
    const { createSmtp } = await import('./smtp.ts');
    return createSmtp({ url: withPassword(sending), from: sending.from });
  },
  examine: async (given) => {
    const { trySmtp } = await import('./smtp.ts');
    const { host, signedIn } = await trySmtp(withPassword(given));
    return fine(
      'smtp',
      signedIn
        ? w(
            `邮件服务器 ${host} 接受用户名和密码；没有寄任何信。`,
            `The mail server ${host} takes user and password; no mail was sent.`,
          )
        : w(
            `邮件服务器 ${host} 有回应，不用登录；没有寄任何信。`,
            `The mail server ${host} answers, without signing in; no mail was sent.`,
          ),
    );
  },
};

/** The password is kept out of the way itself, which others on the machine can see. */
const withPassword = ({ way, env }: Pick<Sending, 'way' | 'env'>): string => {
  const password = env.BATON_SMTP_PASSWORD;
  if (!password || !URL.canParse(way)) return way;
  const url = new URL(way);
  url.password = encodeURIComponent(password);
  return url.href;
};
