/** A letter as a work notice of DingTalk: an action card of two kilobytes. */
import type { Card, Digest, Link } from '../../../core/mail/model.ts';
import { oneLine, shorten } from '../../../core/text/width.ts';
import type { Tone } from '../../../sheet-templates/types.ts';
import { type ChatPen, markdownLetter, mostThatFits, type ShownLetter } from '../../remote/markdown-letter.ts';

interface LinkButton {
  readonly title: string;
  readonly action_url: string;
}

/** https://open.dingtalk.com/document/orgapp/message-types-and-data-format: one button, several, or none (then it is Markdown). */
export type DingtalkMessage =
  | {
      readonly msgtype: 'action_card';
      readonly action_card: {
        readonly title: string;
        readonly markdown: string;
      } & (
        | { readonly single_title: string; readonly single_url: string }
        | { readonly btn_orientation: '0'; readonly btn_json_list: readonly LinkButton[] }
      );
    }
  | { readonly msgtype: 'markdown'; readonly markdown: { readonly title: string; readonly text: string } };

/** Of the whole `msg`: https://open.dingtalk.com/document/orgapp/asynchronous-sending-of-enterprise-session-messages */
const MOST_BYTES = 2_048;
/** What the list of chats and the lock screen show. */
const TITLE = 60;

/** It is not said which colours a notice has, so that dots say again what the words say. */
const DOTS: Readonly<Partial<Record<Tone, string>>> = { late: '🔴 ', soon: '🟠 ', ahead: '🔵 ' };

const pen: ChatPen = {
  toned: (tone, text) => (text ? `${DOTS[tone] ?? ''}${text}` : ''),
  quiet: (text) => text,
  line: '  \n',
  block: '\n\n',
};

const cardsIn = ({ sections, chapters }: Digest): readonly Card[] =>
  [...sections, ...chapters.flatMap((chapter) => chapter.sections)].flatMap(({ cards }) => cards);

/** The answers of a card that is the only one; of several nobody could tell which a button belongs to. */
const buttonsOf = (letter: Digest): readonly Link[] => {
  const [card, ...others] = cardsIn(letter);
  return card && others.length === 0 ? card.buttons : [];
};

const drawn = (shown: ShownLetter): DingtalkMessage => {
  const { letter } = shown;
  const title = shorten(oneLine(letter.subject), TITLE);
  const { book } = letter;
  const buttons = [...buttonsOf(letter), ...(book ? [book] : [])];
  const isAlone = buttonsOf(letter).length > 0;
  const within = { ...shown, letter: { ...letter, book: null } };
  const markdown = markdownLetter(within, pen, () => !isAlone);
  const [first, ...others] = buttons;
  if (!first) return { msgtype: 'markdown', markdown: { title, text: markdown } };
  const card = { title, markdown };
  return {
    msgtype: 'action_card',
    action_card:
      others.length === 0
        ? { ...card, single_title: oneLine(first.label), single_url: first.url }
        : {
            ...card,
            btn_orientation: '0',
            btn_json_list: buttons.map(({ label, url }) => ({ title: oneLine(label), action_url: url })),
          },
  };
};

export const dingtalkMessage = (letter: Digest): DingtalkMessage =>
  drawn(mostThatFits(letter, (shown) => Buffer.byteLength(JSON.stringify(drawn(shown))) <= MOST_BYTES));

/** The request, byte for byte. */
export const dingtalkBody = (letter: Digest, user: string, agent: number): string =>
  JSON.stringify({ agent_id: agent, userid_list: user, msg: dingtalkMessage(letter) });
