/** The number that a flag was given. Ends the process where it is none: a run that tries nothing must not look like one that found nothing. */
export const wholeNumber = (flag: string, text: string, lowest = 0): number => {
  const number = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(number) && number >= lowest) return number;
  console.error(`--${flag} takes a whole number, not “${text}”`);
  process.exit(2);
};
