/** What a service of Google said to a request that it refused. */
import { expect } from 'vitest';

export const refusal = async (request: Promise<unknown>) => {
  const error = await request.then(
    () => expect.unreachable('the request was accepted'),
    (reason: unknown) => reason as { response?: { data: { error: { code: number; message: string } } } },
  );
  if (!error.response) throw error;
  return error.response.data.error;
};
