/** What goes wrong at a single request of any of these services, for tests that try them one after the other. */
export const FAULTS = [
  ['a connection that breaks before anything is done', 'drop-before'],
  ['a connection that breaks when it is done', 'drop-after'],
  ['429 with Retry-After', { status: 429, retryAfter: 20 }],
  ['500', { status: 500 }],
  ['500 when it is done', { status: 500, after: true }],
  ['503', { status: 503 }],
  ['503 when it is done', { status: 503, after: true }],
  ['504 when it is done', { status: 504, after: true }],
] as const;
