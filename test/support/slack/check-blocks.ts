/** What Slack says to the blocks of a message: what its pages allow, and what people measured. */

/** A sentence about what is wrong, in Slack's own form, or null. */
type Check = (value: unknown, at: string) => string | null;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text =
  (least: number, most: number): Check =>
  (value, at) => {
    if (typeof value !== 'string') return `must be a string [json-pointer:${at}]`;
    // https://github.com/slackapi/python-slack-sdk/issues/1336 and others quote these sentences.
    if (value.length < least) return `must be more than ${least - 1} characters [json-pointer:${at}]`;
    return value.length > most ? `must be less than ${most + 1} characters [json-pointer:${at}]` : null;
  };

const oneOf =
  (...values: readonly unknown[]): Check =>
  (value, at) =>
    values.includes(value) ? null : `must be one of ${values.map(String).join(', ')} [json-pointer:${at}]`;

/** `?` at the end of a name: it may be left out. A field that nobody published is refused, as `unknown field`. */
const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isObject(value)) return `must be an object [json-pointer:${at}]`;
    for (const name of Object.keys(value))
      if (!(name in fields) && !(`${name}?` in fields)) return `unknown field ${name} [json-pointer:${at}]`;
    for (const [name, check] of Object.entries(fields)) {
      const own = name.replace('?', '');
      if (!(own in value)) {
        if (name.endsWith('?')) continue;
        return `missing required field: ${own} [json-pointer:${at}]`;
      }
      const wrong = check(value[own], `${at}/${own}`);
      if (wrong) return wrong;
    }
    return null;
  };

const list =
  (check: Check, most: number): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return `must be an array [json-pointer:${at}]`;
    if (value.length === 0) return `must have at least 1 item [json-pointer:${at}]`;
    if (value.length > most) return `no more than ${most} items allowed [json-pointer:${at}]`;
    for (const [i, each] of value.entries()) {
      const wrong = check(each, `${at}/${i}`);
      if (wrong) return wrong;
    }
    return null;
  };

const byType =
  (types: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    const check = isObject(value) && typeof value.type === 'string' ? types[value.type] : undefined;
    return check ? check(value, at) : `unsupported type: ${JSON.stringify(value)?.slice(0, 40)} [json-pointer:${at}]`;
  };

const flag = oneOf(true, false);
const any = Number.POSITIVE_INFINITY;
const style = shape({ 'bold?': flag, 'italic?': flag, 'strike?': flag, 'code?': flag });

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-section-element */
const inlines = list(
  byType({
    text: shape({ type: oneOf('text'), text: text(1, any), 'style?': style }),
    // https://docs.slack.dev/reference/block-kit/block-elements/link-element; no length is published: that of a button's is taken.
    link: shape({
      type: oneOf('link'),
      url: (value, at) =>
        typeof value === 'string' && /^https?:\/\/\S{1,2980}$/.test(value)
          ? null
          : `must be a valid url [json-pointer:${at}]`,
      'text?': text(1, any),
      'style?': style,
    }),
    // https://docs.slack.dev/reference/block-kit/block-elements/emoji-element
    emoji: shape({ type: oneOf('emoji'), name: text(1, 100), 'unicode?': text(1, 100) }),
  }),
  any,
);

const section = shape({ type: oneOf('rich_text_section'), elements: inlines });

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const plain = (most: number): Check => shape({ type: oneOf('plain_text'), text: text(1, most), 'emoji?': flag });

const block = byType({
  // https://docs.slack.dev/reference/block-kit/blocks/header-block
  header: shape({ type: oneOf('header'), text: plain(150), 'block_id?': text(1, 255) }),
  // https://docs.slack.dev/reference/block-kit/blocks/context-block
  context: shape({ type: oneOf('context'), elements: list(plain(3000), 10), 'block_id?': text(1, 255) }),
  // https://docs.slack.dev/reference/block-kit/blocks/actions-block, of buttons that call the app alone
  actions: shape({
    type: oneOf('actions'),
    'block_id?': text(1, 255),
    elements: list(
      // https://docs.slack.dev/reference/block-kit/block-elements/button-element
      shape({
        type: oneOf('button'),
        action_id: text(1, 255),
        text: plain(75),
        value: text(1, 2000),
        'style?': oneOf('primary', 'danger'),
        // https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
        confirm: shape({
          title: plain(100),
          text: plain(300),
          confirm: plain(30),
          deny: plain(30),
          'style?': oneOf('primary', 'danger'),
        }),
      }),
      25,
    ),
  }),
  // https://docs.slack.dev/reference/block-kit/blocks/divider-block
  divider: shape({ type: oneOf('divider'), 'block_id?': text(1, 255) }),
  // https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
  rich_text: shape({
    type: oneOf('rich_text'),
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_quote: shape({ type: oneOf('rich_text_quote'), elements: inlines, 'border?': oneOf(0, 1) }),
        rich_text_list: shape({
          type: oneOf('rich_text_list'),
          style: oneOf('bullet', 'ordered'),
          elements: list(section, any),
          'indent?': oneOf(0, 1, 2, 3, 4, 5, 6, 7, 8),
          'border?': oneOf(0, 1),
        }),
      }),
      any,
    ),
    'block_id?': text(1, 255),
  }),
});

/** https://docs.slack.dev/reference/block-kit/blocks */
const blocks = list(block, 50);

const textIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textIn(each), 0);
  if (!isObject(value)) return 0;
  const own = typeof value.text === 'string' ? value.text.length : 0;
  return own + Object.values(value).reduce<number>((sum, each) => sum + textIn(each), 0);
};

/** The largest that somebody saw being taken; the next that they tried was not: https://github.com/slackapi/bolt-js/issues/2867 */
export const MEASURED = { text: 9_597, json: 15_561 } as const;

/** What is wrong, as `invalid_blocks` has it in `errors`; `too-long` for msg_blocks_too_long; null where they are taken. */
export const wrongIn = (given: unknown): string | 'too-long' | null => {
  const wrong = blocks(given, '/blocks');
  if (wrong) return wrong;
  return textIn(given) > MEASURED.text || JSON.stringify(given).length > MEASURED.json ? 'too-long' : null;
};
