/**
 * Reads a card as Feishu does: whatever is not in the published structure makes it refuse the whole card
 * (https://open.feishu.cn/document/feishu-cards/card-json-v2-breaking-changes-release-notes).
 */

type Json = Readonly<Record<string, unknown>>;

/** What somebody sees of a card. */
export interface SeenCard {
  readonly says: string;
  readonly links: readonly string[];
  readonly calls: readonly string[];
  readonly ids: readonly string[];
}

export class BadCard extends Error {}

const isOne =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

/** https://open.feishu.cn/document/feishu-cards/enumerations-for-fields-related-to-color */
const COLOURS = ['default', 'red', 'orange', 'yellow', 'green', 'blue', 'grey', 'purple'];

/** Of each tag, the properties that its page has, and what each takes; `?` where it may be left out. */
const TAGS: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  // https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/plain-text
  div: { 'element_id?': matches(/^[A-Za-z][0-9A-Za-z_]{0,19}$/), text: isPlainText },
  // …/content-components/divider
  hr: { 'element_id?': isText, 'margin?': isText },
  // …/interactive-components/button
  button: {
    'element_id?': isText,
    text: isPlainText,
    'type?': isOne(
      'default',
      'primary',
      'danger',
      'text',
      'primary_text',
      'danger_text',
      'primary_filled',
      'danger_filled',
      'laser',
    ),
    'size?': isOne('tiny', 'small', 'medium', 'large'),
    'width?': isText,
    behaviors: isBehaviours,
    'confirm?': (value) => check(value, 'confirm', { title: isPlainText, text: isPlainText }) !== null,
  },
  // …/containers/column-set
  column_set: {
    'element_id?': isText,
    'flex_mode?': isOne('none', 'stretch', 'flow', 'bisect', 'trisect'),
    'background_style?': isOne(...COLOURS),
    'horizontal_spacing?': matches(/^(?:small|medium|large|\d{1,2}px)$/),
    columns: Array.isArray,
  },
  column: {
    'element_id?': isText,
    'width?': isOne('auto', 'weighted'),
    'weight?': (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 5,
    'padding?': matches(/^\d{1,2}px( \d{1,2}px){0,3}$/),
    'vertical_align?': isOne('top', 'center', 'bottom'),
    'background_style?': isOne(...COLOURS),
    elements: Array.isArray,
  },
};

function isPlainText(value: unknown): boolean {
  check(value, 'text', {
    tag: isOne('plain_text'),
    content: isText,
    'text_size?': isOne(
      'heading-0',
      'heading-1',
      'heading-2',
      'heading-3',
      'heading-4',
      'heading',
      'normal',
      'notation',
    ),
    'text_color?': isOne(...COLOURS),
    'text_align?': isOne('left', 'center', 'right'),
    'lines?': Number.isInteger,
  });
  return true;
}

function isBehaviours(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  // …/feishu-cards/configuring-card-interactions: a link, or an object that comes back.
  for (const one of value)
    if ((one as Json).type === 'callback')
      check(one, 'behaviors', { type: isOne('callback'), value: (held) => typeof held === 'object' && held !== null });
    else check(one, 'behaviors', { type: isOne('open_url'), default_url: matches(/^https?:\/\/[^\s]+$/) });
  return true;
}

const check = (value: unknown, where: string, shape: Readonly<Record<string, (value: unknown) => boolean>>): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new BadCard(`${where} is no object`);
  const given = value as Json;
  const names = new Map(Object.keys(shape).map((name) => [name.replace('?', ''), name]));
  for (const name of Object.keys(given)) if (!names.has(name)) throw new BadCard(`${where}: unknown property ${name}`);
  for (const [name, key] of names) {
    if (given[name] === undefined && key.endsWith('?')) continue;
    if (!shape[key]!(given[name])) throw new BadCard(`${where}: ${name} is ${JSON.stringify(given[name])}`);
  }
  return given;
};

/** https://open.feishu.cn/document/feishu-cards/card-json-v2-structure */
export const readCard = (content: string): SeenCard => {
  const seen = { says: [] as string[], links: [] as string[], ids: [] as string[] };
  let count = 0;
  /** Texts are counted beside components: the same page. */
  const see = (text: unknown) => {
    count += 1;
    seen.says.push((text as { readonly content: string }).content);
  };
  const element = (value: unknown): void => {
    const { tag } = (value ?? {}) as { readonly tag?: unknown };
    const shape = TAGS[String(tag)];
    if (!shape) throw new BadCard(`no component is called ${String(tag)}`);
    count += 1;
    const {
      text,
      element_id: id,
      columns,
      elements,
      behaviors,
      confirm,
    } = check(value, String(tag), { tag: isText, ...shape });
    if (typeof id === 'string') seen.ids.push(id);
    if (text !== undefined) see(text);
    for (const { default_url: url } of (behaviors ?? []) as { readonly default_url?: string }[])
      if (url !== undefined) seen.links.push(url);
    // The question before a press has two texts, which are counted too.
    if (confirm !== undefined) count += 2;
    for (const inner of [...((columns ?? []) as unknown[]), ...((elements ?? []) as unknown[])]) element(inner);
  };
  const card = check(JSON.parse(content), 'card', {
    schema: isOne('2.0'),
    'config?': (value) =>
      check(value, 'config', {
        'update_multi?': isOne(true),
        'width_mode?': isOne('default', 'compact', 'fill'),
        'summary?': (of) => Boolean(check(of, 'summary', { content: isText })),
      }) !== null,
    'header?': (value) =>
      check(value, 'header', {
        title: isPlainText,
        'subtitle?': isPlainText,
        'template?': isOne(
          'blue',
          'wathet',
          'turquoise',
          'green',
          'yellow',
          'orange',
          'red',
          'violet',
          'indigo',
          'grey',
          'default',
        ),
      }) !== null,
    body: (value) => check(value, 'body', { elements: Array.isArray, 'direction?': isText }) !== null,
  });
  const { title, subtitle } = (card.header ?? {}) as { readonly title?: unknown; readonly subtitle?: unknown };
  for (const text of [title, subtitle]) if (text !== undefined) see(text);
  for (const one of (card.body as { readonly elements: readonly unknown[] }).elements) element(one);
  if (count > 200) throw new BadCard(`${count} components, where a card takes 200`);
  if (new Set(seen.ids).size < seen.ids.length) throw new BadCard('an element_id that is there twice');
  return { says: seen.says.join('\n'), links: seen.links, calls: [], ids: seen.ids };
};
