/** Whether a sweep is for a day that is still too far ahead. */

/**
 * How far ahead of the real time a sweep may be: a day, where a zone's morning is still to come, and some hours for clocks that
 * differ. What is for another year would tell people today of all that is not done then, and the record would say that they know.
 */
const AHEAD_MS = 36 * 3_600_000;
export const isAhead = (at: string, now: string): boolean => Date.parse(at) - Date.parse(now) > AHEAD_MS;
