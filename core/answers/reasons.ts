/**
 * Why there is no page about an item, and perhaps no known reader: the link's life is over (`expired`), it is incomplete or
 * not one of Baton's (`invalid`), it is a calendar's address that was taken back (`ended`), its person is not in the directory any more or has another address (`stranger`), the
 * workbook cannot be found (`gone`), is not served for now (`paused`) or is being written to (`busy`), the time to take
 * back is over (`late`), the form is too long (`too-long`), nothing was written because of a fault (`failed`), or it is not
 * known whether it was (`unsure`).
 */
export const PLAIN_REASONS = [
  'expired',
  'ended',
  'invalid',
  'stranger',
  'gone',
  'paused',
  'busy',
  'late',
  'too-long',
  'failed',
  'unsure',
] as const;
export type PlainReason = (typeof PLAIN_REASONS)[number];
