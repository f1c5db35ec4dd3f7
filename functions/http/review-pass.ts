/** The key to the page on which somebody says how a workbook is read: a signed address. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkOptions } from '../answer/links.ts';
import { workbookKey } from '../base/workbook-key.ts';

/** So many days it opens the page. */
const DAYS = 20;
const VERSION = 1;
/** Version, last day (days since 1970), workbook, signature. */
const SIZE = { head: 3, workbook: 8, mac: 16 } as const;

/** `now`: the real time, ISO 8601. */
export const passFor = (uri: string, [key]: LinkOptions['keys'], now: string): string => {
  const head = Buffer.alloc(SIZE.head);
  head.writeUInt8(VERSION);
  head.writeUInt16BE(Math.floor(Date.parse(now) / 86_400_000) + DAYS, 1);
  const payload = Buffer.concat([head, Buffer.from(workbookKey(uri), 'hex')]);
  return Buffer.concat([payload, signature(key, payload)]).toString('base64url');
};

/** Whether it opens this workbook's page. */
export const opens = (pass: string, uri: string, keys: LinkOptions['keys'], now: string): boolean => {
  const bytes = Buffer.from(pass, 'base64url');
  if (bytes.length !== SIZE.head + SIZE.workbook + SIZE.mac || bytes.toString('base64url') !== pass) return false;
  const payload = bytes.subarray(0, -SIZE.mac);
  const isOurs = keys.some((key) => timingSafeEqual(signature(key, payload), bytes.subarray(-SIZE.mac)));
  if (!isOurs || payload[0] !== VERSION) return false;
  const isFor = payload.subarray(SIZE.head).toString('hex') === workbookKey(uri);
  return isFor && Date.parse(now) / 86_400_000 < payload.readUInt16BE(1) + 1;
};

/** Apart from the signatures of mails' links, which are made with the same secret for another purpose. */
const signature = (key: string, payload: Buffer): Buffer =>
  createHmac('sha256', key).update('review\n').update(payload).digest().subarray(0, SIZE.mac);
