/** The options that requests to Google Sheets and Gmail share. */

/** Sheets gives a request up after 180 seconds (https://developers.google.com/workspace/sheets/api/limits). */
const TIMEOUT = 180_000;

/**
 * `retry: false`: gaxios repeats a GET three times without jitter, ignores Retry-After and never repeats a POST; all of
 * that is decided in remote/patience.ts. https://github.com/googleapis/gaxios/blob/main/src/retry.ts
 */
export const REQUEST = { retry: false, timeout: TIMEOUT } as const;
