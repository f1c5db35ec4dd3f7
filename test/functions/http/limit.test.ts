import { request, type Server } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LONGEST_BODY } from '../../../functions/http/limit.ts';
import { listening } from './parts.ts';

let server: Server;
let url = '';

beforeAll(async () => {
  vi.stubEnv('BATON_REGISTRY', 'workbooks.json');
  vi.stubEnv('BATON_MAIL', 'outbox:mails');
  vi.stubEnv('BATON_FROM', 'baton@example.com');
  vi.stubEnv('BATON_ADMIN', 'admin@example.com');
  await import('../../../functions/service/main.ts');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  server = getTestServer('health');
  url = await listening(server);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The status of a POST with these bytes, sent as they are. */
const status = (body: Buffer, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    // A refused body is broken off while it is being sent.
    call.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? undefined : reject(error)));
    Readable.from(body.length > 0 ? [body.subarray(0, 1000), body.subarray(1000)] : []).pipe(call);
  });

const JSON_TYPE = { 'Content-Type': 'application/json' };
const padded = (length: number) => Buffer.from(JSON.stringify({ a: 'x'.repeat(length) }));

describe('behind the functions framework, a body', () => {
  it('of any usual length reaches the function, with its length or in pieces', async () => {
    const body = padded(LONGEST_BODY - 100);
    // The function itself takes no POST.
    expect(await status(body, { ...JSON_TYPE, 'Content-Length': String(body.length) })).toBe(405);
    expect(await status(body, { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' })).toBe(405);
  });

  it('that is too long is refused, whether it says so or not', async () => {
    const body = padded(LONGEST_BODY);
    expect(await status(body, { ...JSON_TYPE, 'Content-Length': String(body.length) })).toBe(413);
    expect(await status(body, { ...JSON_TYPE, 'Transfer-Encoding': 'chunked' })).toBe(413);
  });

  it('that is packed is not unpacked', async () => {
    const body = gzipSync(padded(100));
    const headers = { ...JSON_TYPE, 'Content-Encoding': 'gzip', 'Content-Length': String(body.length) };
    expect(await status(body, headers)).toBe(415);
  });
});
