/** A mail server as a way to send mail: `smtp://…` and `smtps://…`. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { MailBackend, Sending } from '../../backend.ts';
import { fine } from '../../base/finding.ts';

const say = inAll('mailing');

export const smtp: MailBackend = {
  named: say.smtpNamed,
  takes: (way) => /^smtps?:\/\/./i.test(way),
  reaches: true,
  variables: {
    BATON_SMTP_PASSWORD: {
      isSecret: true,
      takes: () => true,
      wanted: say.wanted.BATON_SMTP_PASSWORD,
    },
  },
  open: async (sending) => {
    const { createSmtp } = await import('./smtp.ts');
    return createSmtp({ url: withPassword(sending), from: sending.from });
  },
  examine: async (given) => {
    const { trySmtp } = await import('./smtp.ts');
    const { host, signedIn } = await trySmtp(withPassword(given));
    return fine('smtp', (signedIn ? say.smtpSignedIn : say.smtpOpen)({ host }));
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
