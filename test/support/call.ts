/** A call of an endpoint with nothing in it, as a scheduler makes it. */
import type { HttpCall } from '../../functions/http/call.ts';

export const EMPTY_CALL: HttpCall = {
  method: 'POST',
  header: () => undefined,
  query: new URLSearchParams(),
  raw: Buffer.alloc(0),
  body: {},
};
