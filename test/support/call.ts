/** A call of an endpoint with nothing in it, as a scheduler makes it. */
import type { Call } from '../../functions/http/call.ts';

export const EMPTY_CALL: Call = {
  method: 'POST',
  header: () => undefined,
  query: new URLSearchParams(),
  raw: Buffer.alloc(0),
  body: {},
};
