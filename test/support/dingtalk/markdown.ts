/** How DingTalk reads the Markdown of a notice: https://open.dingtalk.com/document/orgapp/message-types-and-data-format */
import type { SeenMarkdown } from '../wecom/markdown.ts';

/** Bold, links, line breaks; pictures and tags are mistakes of whoever sent them. A sentence about what is wrong, else what its reader sees. */
export const readNotice = (markdown: string): SeenMarkdown | string => {
  if (/!\[[^\]]*\]\(/.test(markdown)) return 'a picture';
  if (/<[a-z/]/i.test(markdown)) return 'a tag';
  // A line that does not end with two blanks, or an empty line, runs on into the next.
  if (/[^\s\n][^\n]?\n[^\n]/.test(markdown.replaceAll('  \n', '\n\n')))
    return 'a line break that DingTalk does not show';
  const links = [...markdown.matchAll(/\[([^\]]*)\]\(([^)\s]*)\)/g)].map(([, , url = '']) => url);
  const text = markdown.replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1');
  const bare = [...text.matchAll(/https?:\/\/[^\s<)]+/g)].map(([url]) => url);
  return { says: text.replaceAll('**', ''), links: [...links, ...bare], calls: [] };
};
