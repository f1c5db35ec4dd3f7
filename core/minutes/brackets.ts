/** Labels in brackets, `【时间】…` and `[地点] …`, as labels with a colon. */
import { fieldNamed, isFormWord } from './words.ts';

/** At the beginning of a line, or behind a blank; what it says follows. */
const BRACKETED = /(?<=^|[\s;；,，])[【〔〖「[]([^【】〔〕〖〗「」[\]]{1,16})[】〕〗」\]]\s?[:：]?\s?/g;
/** A task list's box; a date or a number, which says something itself; what every title says. */
const NO_LABEL = /^[\sxX√✓]*$|\d{2}|(?:会议纪要|会议记录|纪要)$/;

const isTopic = (words: string): boolean => /^(?:议题|议程|topic)\s?[一二三四五六七八九十\d]{1,3}$/i.test(words);

/** A word of the form wherever it stands; at the beginning any other of the Chinese, a department or a person who speaks. */
export const unbracketed = (text: string): string =>
  text.replace(BRACKETED, (whole, said: string, at: number) => {
    const words = said.trim();
    if (NO_LABEL.test(words)) return whole;
    // One column of an action ends where the next one begins.
    if (at > 0 && fieldNamed(words) !== null) return `；${words}：`;
    const isLabel = isFormWord(words) || isTopic(words) || fieldNamed(words) !== null;
    const isAlone = whole.length === text.length;
    return isLabel || (at === 0 && !isAlone && /^\p{Script=Han}+$/u.test(words)) ? `${words}：` : whole;
  });
