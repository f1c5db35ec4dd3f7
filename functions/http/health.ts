/** The function `health`. */
import type { Endpoint } from './call.ts';

/** Says that the process answers and that its configuration is whole; asks nobody else, so that it costs no quota. */
export const health: Endpoint = { methods: ['GET'], answer: async () => ({ status: 200, body: { status: 'ok' } }) };
