/** How WeCom reads the Markdown of a message: https://developer.work.weixin.qq.com/document/path/90236#支持的markdown语法 */

/** As its reader sees it. */
export interface SeenMarkdown {
  readonly says: string;
  readonly links: readonly string[];
  readonly calls: readonly string[];
}

/** Bold, links, colours of three names, quotes, headings, code in a line. Whatever else looks like a tag is a mistake of whoever sent it. */
export const readMarkdown = (content: string): SeenMarkdown | string => {
  const tags = [...content.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  const known = /^<(?:font color="(?:info|comment|warning)"|\/font)>$/;
  const strange = tags.find((tag) => !known.test(tag) && !tag.startsWith('<@'));
  if (strange !== undefined) return `a tag that is none: ${strange}`;
  const opened = tags.filter((tag) => tag.startsWith('<font')).length;
  if (opened !== tags.filter((tag) => tag === '</font>').length) return 'a colour without an end';
  const links = [...content.matchAll(/\[([^\]]*)\]\(([^)\s]*)\)/g)].map(([, , url = '']) => url);
  const text = content.replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1');
  // Addresses within a text become links by themselves.
  const bare = [...text.matchAll(/https?:\/\/[^\s<)]+/g)].map(([url]) => url);
  const calls = tags.filter((tag) => tag.startsWith('<@'));
  return { says: text.replace(/<[^>]*>/g, '').replaceAll('**', ''), links: [...links, ...bare], calls };
};
