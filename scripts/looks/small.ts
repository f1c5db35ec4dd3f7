/** Letters as the small Markdown of WeCom and DingTalk, drawn about as those draw it, from the messages that they are sent. */
import { escapeHtml } from '../../core/mail/markup.ts';
import type { Digest } from '../../core/mail/model.ts';
import { dingtalkMessage } from '../../functions/adapters/dingtalk/message.ts';
import { wecomMarkdown } from '../../functions/adapters/wecom/message.ts';

const COLOUR: Readonly<Record<string, string>> = { info: '#14ad5d', comment: '#8a8f99', warning: '#ff7b22' };

/** Bold, links and colours. */
const inline = (line: string): string =>
  escapeHtml(line)
    .replace(/&lt;font color=&quot;(\w+)&quot;&gt;/g, (_, name) => `<span style="color:${COLOUR[name]}">`)
    .replaceAll('&lt;/font&gt;', '</span>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '<a>$1</a>');

const STYLE = `
  body { margin: 12px; background: #ededed; font: 15px/1.55 "PingFang SC", "Noto Sans CJK SC", "Segoe UI", Arial, sans-serif; color: #1f2329; }
  main { background: #fff; border-radius: 8px; padding: 14px; white-space: pre-wrap; overflow-wrap: anywhere; }
  a { color: #3873c3; }`;

export const wecomHtml = (letter: Digest): string =>
  `<!doctype html><html lang="${letter.locale}"><meta charset="utf-8"><style>${STYLE}</style><body><main>${wecomMarkdown(
    letter,
  )
    .split('\n')
    .map(inline)
    .join('\n')}</main></body></html>`;

const BUTTON = 'display:block;text-align:center;color:#0089ff;border-top:1px solid #eee;padding:10px;margin:0 -14px';

export const dingtalkHtml = (letter: Digest): string => {
  const message = dingtalkMessage(letter);
  const text = message.msgtype === 'markdown' ? message.markdown.text : message.action_card.markdown;
  const labels = message.msgtype === 'markdown' ? [] : labelsOf(message.action_card);
  const buttons = labels.map((label) => `<span style="${BUTTON}">${escapeHtml(label)}</span>`).join('');
  const lines = text.split('\n').map(inline).join('\n');
  return `<!doctype html><html lang="${letter.locale}"><meta charset="utf-8"><style>${STYLE}</style><body><main>${lines}${buttons && `\n\n${buttons}`}</main></body></html>`;
};

type ActionCard = Extract<ReturnType<typeof dingtalkMessage>, { readonly msgtype: 'action_card' }>['action_card'];
const labelsOf = (card: ActionCard): readonly string[] =>
  'single_title' in card ? [card.single_title] : card.btn_json_list.map(({ title }) => title);
