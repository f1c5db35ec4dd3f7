/** HTML as a type of its own, so that text reaches a page only when it is escaped. */

declare const safe: unique symbol;
/** Mark-up that is safe to put into a page: made by `escapeHtml` or by a template's part, never by a cast elsewhere. */
export type Html = string & { readonly [safe]: true };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as mark-up that shows exactly that text, in content and in quoted attributes. */
export const escapeHtml = (text: string): Html => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char) as Html;

export const join = (parts: readonly Html[]): Html => parts.join('') as Html;
export const NOTHING = '' as Html;
