/** What is said alike of every mail system in which a mail is a draft before it is sent. */
import { type Words, w } from '../../sheet-templates/index.ts';
import { BatonError, RecipientError } from '../errors.ts';
import { quoted } from './said.ts';

type What = 'rejected' | 'too-large' | 'refused' | 'unreachable' | 'draft-gone' | 'unsure';

/** `said`: the mail system's own words (said.ts). `cause`: as a log shows it. */
export interface MailErrors {
  readonly rejected: (to: string, said: string, cause: unknown) => RecipientError;
  readonly tooLarge: (to: string, said: string, cause: unknown) => RecipientError;
  readonly refused: (said: string) => readonly [code: string, words: Words];
  readonly unreachable: readonly [code: string, words: Words];
  readonly draftGone: (cause: unknown) => BatonError;
  /** Neither its draft nor the mail is to be seen. */
  readonly unsure: (cause: unknown) => BatonError;
}

/** `name`: as people call it. */
export const mailErrors = (name: string, codes: Readonly<Record<What, string>>): MailErrors => ({
  rejected: (to, said, cause) =>
    new RecipientError(
      'refused',
      codes.rejected,
      w(
        `${name} 没有收下给 ${to} 的信：“${said}”。请在通讯录里改正这个邮箱。`,
        `${name} did not take the mail for ${to}: “${said}”. Correct the address in the directory.`,
      ),
      said,
      cause,
    ),
  tooLarge: (to, said, cause) =>
    new RecipientError(
      'deferred',
      codes['too-large'],
      w(
        `${name} 没有收下给 ${to} 的信，它太大了：“${said}”。以后会再寄；若一直这样，请把这条信息交给管理员。`,
        `${name} did not take the mail for ${to}, which is too large: “${said}”. It is tried again later; if it stays so, pass this on to the administrator.`,
      ),
      said,
      cause,
    ),
  refused: (said) => {
    const quote = quoted(said);
    return [
      codes.refused,
      w(
        `${name} 没有接受这次请求，信没有寄出${quote['zh-CN']}。请再运行一次；若仍如此，请把这条信息交给管理员。`,
        `${name} did not accept the request and the mail was not sent${quote.en}. Run again; if it stays so, pass this on to the administrator.`,
      ),
    ];
  },
  unreachable: [
    codes.unreachable,
    w(
      `连不上 ${name}，或它暂时没有正常回答。请检查网络，稍后再运行一次。`,
      `${name} cannot be reached, or gives no proper answer at the moment. Check the network and run again later.`,
    ),
  ],
  draftGone: (cause) =>
    new BatonError(
      'backend',
      codes['draft-gone'],
      w(
        '草稿在寄出之前被删除了，这封信没有寄出。请再运行一次。',
        'The draft was deleted before it was sent; the mail has not left. Run again.',
      ),
      cause,
    ),
  unsure: (cause) =>
    new BatonError(
      'backend',
      codes.unsure,
      w(
        `与 ${name} 的连接中断之后，草稿不见了，已发送邮件里也还没有这封信。下次检查时会再核对。`,
        `After the connection to ${name} broke, the draft is gone and the mail is not among what was sent yet. The next sweep looks again.`,
      ),
      cause,
    ),
});
