/** Whether a text is where letters of a chat may go instead of its own service: a proxy of a company's own, or a stand-in on this machine. */
export const isOwnHost = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
};
