/** Whether a way to send mail, or one of several, holds a password. */
export const hasPassword = (ways: string): boolean =>
  [ways, ...ways.split(',')].some((way) => Boolean(URL.parse(way.trim())?.password));
