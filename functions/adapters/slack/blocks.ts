/** The part of Slack's Block Kit that letters are made of, and how much of it one message takes. */

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-section-element: its texts are taken as they are, and name nobody. */
export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly style?: Style }
  | { readonly type: 'link'; readonly url: string; readonly text: string; readonly style?: Style }
  | { readonly type: 'emoji'; readonly name: string };

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
}

export interface Paragraph {
  readonly type: 'rich_text_section';
  readonly elements: readonly Inline[];
}

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export type Part =
  | Paragraph
  | { readonly type: 'rich_text_quote'; readonly elements: readonly Inline[] }
  | { readonly type: 'rich_text_list'; readonly style: 'bullet'; readonly elements: readonly Paragraph[] };

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'divider' }
  | { readonly type: 'rich_text'; readonly elements: readonly Part[] }
  | { readonly type: 'actions'; readonly elements: readonly PressButton[] };

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element, with https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export interface PressButton {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value: string;
  readonly style?: 'primary';
  readonly confirm: {
    readonly title: PlainText;
    readonly text: PlainText;
    readonly confirm: PlainText;
    readonly deny: PlainText;
  };
}

/**
 * What one message takes. Slack publishes the number of blocks; of their sum it says no more than `msg_blocks_too_long`. People measured:
 * 9,597 characters of text in 15,561 of JSON and 50 blocks were taken, 11,341 in 17,694 were not (https://github.com/slackapi/bolt-js/issues/2867).
 */
export const MOST = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  small: 3_000,
  text: 9_000,
  json: 15_000,
  /** Beside the blocks; beyond 4,000 Slack makes several messages of a text (https://github.com/slackapi/java-slack-sdk/issues/704). */
  fallback: 2_500,
  /** Of a button and the question before it: the pages of PressButton. */
  press: { label: 75, title: 100, text: 300, choice: 30 },
} as const;

/** Characters of text in blocks, those of links included. */
const textIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + (name === 'text' && typeof each === 'string' ? each.length : textIn(each)),
    0,
  );
};

/** Whether one message takes all of these. */
export const fits = (blocks: readonly SlackBlock[]): boolean =>
  blocks.length <= MOST.blocks && textIn(blocks) <= MOST.text && JSON.stringify(blocks).length <= MOST.json;
