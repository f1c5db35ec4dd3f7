/** What a set-up keeps of the answer page, and of the mailbox in which replies are read. */
import { inAll } from '../../core/messages/in-all.ts';
import { LANGUAGES } from '../../core/messages/languages.ts';
import type { Locale } from '../../sheet-templates/index.ts';
import type { Environment } from '../backend.ts';
import { findMail } from '../connect/connect.ts';
import { inboxFindings } from '../doctor/sender.ts';
import { BatonError } from '../errors.ts';
import type { OwnConfig } from '../setup/own-config.ts';
import type { TerminalListener } from './asking.ts';
import { agreed } from './confirming.ts';
import { respondAt } from './sweeping.ts';

const say = inAll('calls');

export interface AnswerFlags {
  /** Where people open the answer page. */
  readonly links?: string;
  /** The mailbox that is read; `true`: the one that mails leave from. */
  readonly replies?: string | true;
}

export interface AnswersAsked {
  readonly flags: AnswerFlags;
  readonly before: OwnConfig | null;
  /** How mail leaves, and all that is known of it. */
  readonly way: string;
  readonly env: Environment;
  readonly locale: Locale;
  readonly listener: TerminalListener | null;
}

/** What is kept: the page's address, and the variables of the mailbox. */
export interface AnswersKept {
  readonly links: string | null;
  readonly inbox: Readonly<Record<string, string>>;
}

/** BatonError `bad-links` (call). */
export const linksKept = ({ flags, before }: Pick<AnswersAsked, 'flags' | 'before'>): string | null =>
  flags.links === undefined ? (before?.links ?? null) : respondAt(flags.links);

/**
 * A mailbox is read where somebody says so, and where there is a page that a reply can be answered with; it is tried at once.
 * @throws BatonError `bad-links`, `no-answer-page` (call), and what the mailbox says against it
 */
export const answersKept = async ({
  flags,
  before,
  way,
  env,
  locale,
  listener,
}: AnswersAsked): Promise<AnswersKept> => {
  const links = linksKept({ flags, before });
  const given = flags.replies === true ? 'yes' : (flags.replies ?? env.BATON_INBOX?.trim() ?? '');
  const isAsked = given === '' && flags.links !== undefined && listener !== null;
  const wanted = isAsked && (await isWanted(way, locale, listener)) ? 'yes' : given;
  if (wanted === '' || /^no$/i.test(wanted)) return { links, inbox: {} };
  if (links === null) throw new BatonError('call', 'no-answer-page', say.repliesNeedLinks);
  const read = { ...env, BATON_INBOX: wanted };
  for (const { state, code, words } of await inboxFindings({ way, env: read })) {
    if (state === 'mend') throw new BatonError('backend', code, words);
    listener?.print(words[locale]);
  }
  const { BATON_INBOX_PASSWORD: password } = env;
  return { links, inbox: { BATON_INBOX: wanted, ...(password && { BATON_INBOX_PASSWORD: password }) } };
};

/** Somebody's own mailbox is read only if they say so; asked of those whose server is known. */
const isWanted = async (way: string, locale: Locale, listener: TerminalListener): Promise<boolean> => {
  const { server, openInbox, accountIn } = findMail(way) ?? {};
  const account = accountIn?.(way) ?? null;
  if (account === null || (!server && !openInbox)) return false;
  listener.print('');
  return agreed(LANGUAGES[locale].setup.askReplies({ account }), false, locale, listener);
};
