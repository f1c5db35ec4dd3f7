/** Letters as messages in Slack, drawn about as it draws them, from the blocks that it is sent. */
import type { Digest } from '../../core/mail/model.ts';
import type { Inline, Part, SlackBlock } from '../../functions/adapters/slack/blocks.ts';
import { slackBlocks } from '../../functions/adapters/slack/print.ts';

/** Sizes, weights and distances of Slack's own window, by eye. */
const STYLE = `
  body { font: 15px/1.46 Lato, "Noto Sans CJK SC", sans-serif; color: #1d1c1d; margin: 16px; }
  h2 { font-size: 18px; line-height: 1.33; margin: 8px 0; }
  .context { font-size: 13px; color: #616061; white-space: pre-wrap; margin: 8px 0; }
  hr { border: 0; border-top: 1px solid #ddd; margin: 16px 0; }
  .rich { margin: 8px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  blockquote { border-left: 4px solid #ddd; margin: 4px 0; padding-left: 12px; }
  ul { margin: 0; padding-left: 28px; }
  i { display: inline-block; width: 14px; height: 14px; border-radius: 50%; vertical-align: -2px; }
  .press { border: 1px solid #bbb; border-radius: 4px; padding: 4px 12px; }
  .primary { background: #007a5a; border-color: #007a5a; color: #fff; }
  a { color: #1264a3; text-decoration: none; }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const DOTS: Readonly<Record<string, string>> = {
  red_circle: '#dd2e44',
  large_orange_circle: '#f4900c',
  large_blue_circle: '#55acee',
};

const inlineHtml = (inline: Inline): string => {
  if (inline.type === 'emoji') return `<i style="background:${DOTS[inline.name]}"></i>`;
  const text = escaped(inline.text);
  const shown = inline.type === 'link' ? `<a href="${escaped(inline.url)}">${text}</a>` : text;
  const struck = inline.style?.strike ? `<s>${shown}</s>` : shown;
  return inline.style?.bold ? `<b>${struck}</b>` : struck;
};

const partHtml = (part: Part): string => {
  if (part.type === 'rich_text_list')
    return `<ul>${part.elements.map(({ elements }) => `<li>${elements.map(inlineHtml).join('')}</li>`).join('')}</ul>`;
  const tag = part.type === 'rich_text_quote' ? 'blockquote' : 'div';
  return `<${tag}>${part.elements.map(inlineHtml).join('')}</${tag}>`;
};

const blockHtml = (block: SlackBlock): string => {
  if (block.type === 'divider') return '<hr>';
  if (block.type === 'actions')
    return `<div class="rich">${block.elements.map(({ text, style }) => `<b class="press${style ? ` ${style}` : ''}">${escaped(text.text)}</b>`).join(' ')}</div>`;
  if (block.type === 'header') return `<h2>${escaped(block.text.text)}</h2>`;
  if (block.type === 'context') return `<div class="context">${block.elements.map(({ text }) => escaped(text))}</div>`;
  return `<div class="rich">${block.elements.map(partHtml).join('')}</div>`;
};

/** The message by itself, as wide as its page. */
export const slackHtml = (letter: Digest, takesPresses = false): string => {
  const blocks = slackBlocks(letter, takesPresses).map(blockHtml).join('');
  return `<!doctype html><html lang="${letter.locale}"><meta charset="utf-8"><style>${STYLE}</style><body>${blocks}</body></html>`;
};
