/**
 * A channel or chat of Teams, by the workflow “When a Teams webhook request is received”: https://learn.microsoft.com/connectors/teams. An Adaptive Card of at most
 * 28 KB; the workflow answers 202 before it posts, so a card that it cannot show is lost in silence. A mention of somebody whom Teams does not know by
 * that address is such a card: names stand in it instead.
 */
import { fittedCard, type GroupCard, type Pen, partLines } from './card.ts';
import { type GroupSystem, refused, TAKEN } from './system.ts';

const MOST_BYTES = 28_000;

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features */
const pen: Pen = {
  bold: (text) => `**${text}**`,
  plain: (text) =>
    text
      .replace(/[\\*_[\]()`#]/g, String.raw`\$&`)
      .replaceAll('<', '＜')
      .replaceAll('>', '＞'),
};

const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });

const bodyOf = ({ morning, url }: GroupCard) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        msteams: { width: 'Full' },
        body: [
          block(pen.plain(morning.title), { weight: 'Bolder', size: 'Medium' }),
          block(pen.plain(morning.headline)),
          ...morning.parts.flatMap((part) => [
            block(pen.plain(part.title), { weight: 'Bolder', separator: true }),
            block(
              partLines(morning, part, pen)
                .map((line) => `- ${line}`)
                .join('\n'),
            ),
          ]),
        ],
        ...(url && { actions: [{ type: 'Action.OpenUrl', title: morning.open, url }] }),
      },
    },
  ],
});

export const teamsGroup: GroupSystem = {
  print: (card, { address }) => ({
    url: address,
    body: fittedCard(card, bodyOf, (body) => Buffer.byteLength(JSON.stringify(body)) <= MOST_BYTES),
  }),
  read: (status, body) => (status === 200 || status === 202 ? TAKEN : refused(`HTTP ${status} ${body}`)),
};
