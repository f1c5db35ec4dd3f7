import { describe } from 'vitest';
import { inboxContract } from '../../contracts/inbox.ts';
import { ANY, LIKE_163, LIKE_EXCHANGE, LIKE_QQ } from '../../support/imap/server.ts';
import { openBox } from './box.ts';

describe('an inbox by IMAP, on a server that lets programs make keywords', () => inboxContract(() => openBox(ANY)));
describe('as 163 is', () => inboxContract(() => openBox(LIKE_163)));
describe('as QQ is', () => inboxContract(() => openBox(LIKE_QQ), { forgetsIgnored: true }));
describe('as Exchange is', () => inboxContract(() => openBox(LIKE_EXCHANGE), { forgetsIgnored: true }));
