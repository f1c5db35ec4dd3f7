/** For what is always there: its absence is a defect of ours, and said to be one. Never for what people write. */

export class Defect extends Error {
  override readonly name = 'Defect';
}

/** The value; `what` names it in the defect's sentence where there is none. */
export const must = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Defect(`there is no ${what}`);
  return value;
};
