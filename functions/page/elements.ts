/** Elements of a page, escaped. */
import { escapeHtml, type Html, NOTHING } from '../../core/mail/markup.ts';

export type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with its content; one that would be empty is left out. */
export const tagged = (name: string, attributes: Attributes, content: Html): Html =>
  content === '' ? NOTHING : (`<${name}${attributesHtml(attributes)}>${content}</${name}>` as Html);

/** An element that has no content. */
export const leaf = (name: string, attributes: Attributes): Html => `<${name}${attributesHtml(attributes)}>` as Html;

/** An attribute that is true stands alone; one that is false or '' is left out, but for a value. */
export const attributesHtml = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([name, value]) => value !== false && (value !== '' || name === 'value'))
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');

export const hidden = (name: string, value: string): Html => leaf('input', { type: 'hidden', name, value });

export const button = (className: string, label: string, more: Attributes = {}): Html =>
  tagged('button', { class: className, type: 'submit', ...more }, escapeHtml(label));
