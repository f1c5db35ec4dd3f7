/** Letters as cards of chat systems, drawn about as those draw them: none of their programs runs here. */

import { escapeHtml } from '../../core/mail/markup.ts';
import type { Digest } from '../../core/mail/model.ts';
import { type FeishuCard, feishuCard } from '../../functions/adapters/feishu/card.ts';

type FeishuElement = FeishuCard['body']['elements'][number];
type FeishuText = FeishuCard['header']['title'];

const COLOUR = {
  default: '#1f2329',
  red: '#d83931',
  orange: '#de7802',
  green: '#2ea121',
  blue: '#245bdb',
  grey: '#8f959e',
} as const;
const HEAD = { red: '#fde2e2', orange: '#feead2', blue: '#e1eaff', grey: '#eff0f1' } as const;
const SIZE = { heading: 16, normal: 14, notation: 12 } as const;

const text = ({ content, text_size: size = 'normal', text_color: colour = 'default' }: FeishuText): string => {
  const weight = size === 'heading' ? 600 : 400;
  return `<div style="font-size:${SIZE[size]}px;font-weight:${weight};line-height:1.5;color:${COLOUR[colour]}">${escapeHtml(content)}</div>`;
};

const BUTTON = {
  primary_filled: 'background:#3370ff;color:#fff;border:1px solid #3370ff',
  default: 'background:#fff;color:#1f2329;border:1px solid #d0d3d6',
  primary_text: 'background:none;color:#3370ff;border:0;padding:0',
} as const;

const element = (one: FeishuElement): string => {
  switch (one.tag) {
    case 'div':
      return text(one.text);
    case 'hr':
      return '<hr style="border:0;border-top:1px solid #dee0e3;margin:4px 0">';
    case 'button':
      return `<span style="display:inline-block;border-radius:6px;padding:${one.size === 'medium' ? '5px 12px' : '2px 8px'};font-size:14px;${BUTTON[one.type]}">${escapeHtml(one.text.content)}</span>`;
    case 'column_set': {
      const wrap = one.flex_mode === 'flow' ? 'wrap' : 'nowrap';
      const ground = one.background_style === 'grey' ? 'background:#f5f6f7;border-radius:8px;' : '';
      const columns = one.columns.map(
        ({ width, padding = '0', vertical_align: align, elements }) =>
          `<div style="${width === 'weighted' ? 'flex:1 1 0' : 'flex:0 0 auto'};max-width:100%;padding:${padding};align-self:${align === 'center' ? 'center' : 'flex-start'};display:flex;flex-direction:column;gap:6px">${elements.map(element).join('')}</div>`,
      );
      return `<div style="${ground}display:flex;flex-wrap:${wrap};gap:8px">${columns.join('')}</div>`;
    }
  }
};

/** The card by itself, as wide as its page. */
export const feishuHtml = (letter: Digest): string => {
  const { header, body } = feishuCard(letter, 'b0');
  const font = "font-family:'PingFang SC','Noto Sans CJK SC','Noto Sans SC','Segoe UI',Arial,sans-serif";
  return [
    `<!doctype html><meta charset="utf-8"><body style="margin:12px;background:#eff0f1;${font}">`,
    '<div style="background:#fff;border:1px solid #dee0e3;border-radius:8px;overflow:hidden">',
    `<div style="background:${HEAD[header.template]};padding:12px">${text({ ...header.title, text_size: 'heading' })}${text({ ...header.subtitle, text_size: 'notation' })}</div>`,
    `<div style="padding:12px;display:flex;flex-direction:column;gap:8px">${body.elements.map(element).join('')}</div></div>`,
  ].join('');
};
