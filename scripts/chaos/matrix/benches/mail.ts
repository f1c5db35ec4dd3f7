import PostalMime from 'postal-mime';

/** What reached whom, from a letter as it arrived: a line for each notice. */
export const noticesIn = async (raw: Uint8Array | string): Promise<string[]> => {
  const { to, text } = await PostalMime.parse(raw);
  return (text ?? '')
    .trim()
    .split('\n')
    .map((key) => `${key} -> ${to?.[0]?.address ?? ''}`);
};
