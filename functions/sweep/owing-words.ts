/** Why somebody has not got a notice yet and what to do about it, in words for the command line and doctor. */
import type { Owing } from '../../core/record/owing.ts';
import { type Words, w } from '../../sheet-templates/index.ts';

const RESEND = 'npm run -s baton -- resend';

/** So much of a mail's id names it, in commands that people type. */
export const mailName = (id: string): string => id.slice(0, 8);

/** What kept the mail system from being asked; null for what it said itself, or nobody did. */
export const whyUnasked = ({ why, to }: Pick<Owing, 'why' | 'to'>): Words | null =>
  why === 'outside-address'
    ? w(
        `${to} 不在可以寄信的域名（BATON_RECIPIENTS）之内`,
        `${to} lies outside the domains that may be mailed (BATON_RECIPIENTS)`,
      )
    : why === 'bad-address'
      ? w(`${to} 不是一个邮箱地址`, `${to} is not one address`)
      : null;

/** Why somebody is still owed something: `not taken for now: “452 4.2.2 Mailbox full”`. */
export const whyOwed = (owing: Pick<Owing, 'status' | 'to' | 'said' | 'why'>): Words => {
  const { status, to, said } = owing;
  const words = { zh: said && `：“${said}”`, en: said && `: “${said}”` };
  switch (status) {
    case 'refused':
      return whyUnasked(owing) ?? w(`${to} 不收信${words.zh}`, `no mail is taken at ${to}${words.en}`);
    case 'deferred':
      return w(`邮件系统暂时没有收下${words.zh}`, `not taken for now${words.en}`);
    case 'held':
    case 'sending':
      return w('不知道寄出没有', 'nobody knows whether it left');
    default:
      return w('还没有寄出', 'not sent yet');
  }
};

/** What happens next, or is to be done. `shown`: what the workbook is called in commands. */
export const nextOfOwed = (
  { status, to, why, mail }: Pick<Owing, 'status' | 'to' | 'why' | 'mail'>,
  shown: string,
): Words => {
  const again = `${RESEND} ${shown} ${status === 'held' ? mailName(mail) : to}`;
  switch (status) {
    case 'refused':
      return why === 'outside-address'
        ? w(
            `请在通讯录里改正邮箱，改好后会自动寄出；邮箱没有错，就请管理员加上它的域名，再运行：${again}`,
            `correct the address in the directory, it leaves by itself then; if the address is right, have the administrator add its domain, and then: ${again}`,
          )
        : w(
            `请在通讯录里改正邮箱，改好后会自动寄出；邮箱没有错，就让它再寄一次：${again}`,
            `correct the address in the directory, it leaves by itself then; if the address is right, have it tried again: ${again}`,
          );
    case 'deferred':
      return w('下一次检查会再寄', 'tried again by the next sweep');
    case 'held':
      return w(
        `请问对方收到没有；没收到就再寄一次：${again}`,
        `ask whether it arrived; if not, send it again: ${again}`,
      );
    case 'sending':
      return w('下一次检查会向邮件系统查问', 'the next sweep asks the mail system');
    default:
      return w('下一次检查会寄', 'sent by the next sweep');
  }
};
