/** A program that takes events, behind a real HTTP server: it checks each signature after the published specification, and misbehaves at will. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** What it does with a post: a status, also after it has taken it, or the connection ends or stays silent before or after that. */
export type Behaviour =
  | number
  | `${'breaks' | 'silent'}-${'before' | 'after'}`
  | { readonly redirect: string }
  | { readonly takesAndSays: number };

export interface Receiver {
  readonly url: string;
  /** Ids of what it took, as often as it came. */
  readonly taken: { readonly id: string; readonly body: string }[];
  /** Posts that came, taken or not. */
  asked: number;
  /** For each post to come; the last holds on. */
  behaves: readonly Behaviour[];
  /** Called where it stays silent. */
  onSilence: () => void;
  readonly close: () => Promise<void>;
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: `{msg_id}.{timestamp}.{payload}` */
export const isSigned = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  secret: string,
  now = Date.now(),
): boolean => {
  const text = (name: string) => String(headers[name] ?? '');
  const [id, timestamp] = [text('webhook-id'), text('webhook-timestamp')];
  if (!/^[\w-]+$/.test(id) || !/^\d+$/.test(timestamp)) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return text('webhook-signature')
    .split(' ')
    .some((one) => {
      const [version, given = ''] = one.split(',');
      const bytes = Buffer.from(given, 'base64');
      return version === 'v1' && bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
    });
};

export const openReceiver = async (): Promise<Receiver> => {
  const server = createServer(async (request, response) => {
    receiver.asked += 1;
    const [now = 200, ...later] = receiver.behaves;
    if (later.length > 0) receiver.behaves = later;
    if (now === 'breaks-before') return void request.socket.destroy();
    const body = (await buffer(request)).toString();
    if (now === 'silent-before') return receiver.onSilence();
    if (typeof now === 'object' && 'redirect' in now)
      return void response.writeHead(307, { Location: now.redirect }).end();
    if (!isSigned(request.headers, body, SECRET)) return void response.writeHead(401).end();
    const isTaken = typeof now === 'number' ? now < 300 : true;
    if (isTaken) receiver.taken.push({ id: String(request.headers['webhook-id']), body });
    if (now === 'breaks-after') return void request.socket.destroy();
    if (now === 'silent-after') return receiver.onSilence();
    response.writeHead(typeof now === 'number' ? now : now.takesAndSays).end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    taken: [],
    asked: 0,
    behaves: [200],
    onSilence: () => {},
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return receiver;
};
