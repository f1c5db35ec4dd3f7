/** The file name of an archive package. */
import { oneLine, shorten } from '../text/width.ts';
import { type Day, isoOf } from '../time/day.ts';

/** Columns of a name in a file's name: with the date it stays below what every file system takes (255 bytes). */
const LONGEST = 80;

/** `新品上市-2026-03-06.zip`: the request's name as every file system takes it, and the day. */
export const packFileName = ({ id, name }: { readonly id: string; readonly name: string }, on: Day): string =>
  `${plainFileName(name) || plainFileName(id) || 'request'}-${isoOf(on)}.zip`;

/** A name as every file system takes it; '' where nothing of it is left. */
export const plainFileName = (text: string): string => {
  const plain = oneLine(text)
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/ +/g, ' ');
  // A name with a leading dot is hidden, one with a leading dash an option; Windows drops dots and blanks at an end.
  return shorten(plain, LONGEST)
    .replace(/…$/, '')
    .replace(/^[\s.-]+|(?<![\s.])[\s.]+$/g, '');
};
