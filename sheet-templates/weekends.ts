/** The days off of each week, by country. */

/** Weekdays off, as digits from Monday, 1, to Sunday, 7, in ascending order: `67`. `0` where there is none; never all seven. */
export type Weekend = string;

export const SATURDAY_SUNDAY: Weekend = '67';

/** Where every day is worked. */
export const NO_WEEKEND: Weekend = '0';

/**
 * Where it is not Saturday and Sunday, by the Unicode CLDR, release 48 (weekData in supplementalData.xml). For India and Uganda it has Sunday alone; offices
 * there, whose tasks stand in sheets, mostly keep Saturday too, so that they are not here and whoever works on Saturdays says so (docs/decisions/0053).
 */
const ELSEWHERE: readonly (readonly [Weekend, string])[] = [
  ['56', 'BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE'],
  ['45', 'AF'],
  ['5', 'IR'],
];

/** `country`: a code, or '' for none. */
export const weekendOf = (country: string): Weekend =>
  (country !== '' && ELSEWHERE.find(([, codes]) => codes.split(' ').includes(country))?.[0]) || SATURDAY_SUNDAY;
