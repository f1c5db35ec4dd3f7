import { ScriptException } from '../errors.ts';

const NAMED: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  orange: '#ffa500',
  gray: '#808080',
  grey: '#808080',
};

/** CSS notation as it is read back: six lower-case hex digits; null gives the default back (reference: Range.setBackground). */
export const color = (value: string | null, fallback: string): string => {
  if (value === null || value === '') return fallback;
  const text = value.toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  if (/^#[0-9a-f]{3}$/.test(text)) return `#${[...text.slice(1)].map((digit) => digit + digit).join('')}`;
  const named = NAMED[text];
  if (!named) throw new ScriptException(`Invalid color: ${value} (or a name the simulator does not know)`);
  return named;
};
