/** A file that somebody chose on an answer page, as the text in it. */
import { BatonError } from '../errors.ts';
import { textOfMinutes } from './minutes-file.ts';

/** The text of a file of minutes; null where there is none that can be read. */
export const uploadedText = (bytes: Buffer): string | null => {
  try {
    return textOfMinutes(bytes);
  } catch (error) {
    if (error instanceof BatonError) return null;
    throw error;
  }
};
