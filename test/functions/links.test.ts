import { describe, expect, it } from 'vitest';
import type { Person } from '../../core/snapshot.ts';
import { createCalendar } from '../../core/time/calendar.ts';
import { dayFromIso, isoOf } from '../../core/time/day.ts';
import { createLinks, type SignedLink } from '../../functions/answer/links.ts';
import { workbookKey } from '../../functions/base/workbook-key.ts';

const KEYS = ['first-secret-of-thirty-two-characters', 'other-secret-of-thirty-two-characters'] as const;
const BASE = 'https://respond.example.com/';
const URI = 'gsheet:1aB';
const TODAY = dayFromIso('2026-03-06')!;
const NOW = '2026-03-06T01:00:00Z';

const person = (name: string, email: string | null): Person => ({
  name,
  email,
  department: '',
  locale: 'en',
  active: true,
  delegate: null,
});
const li = person('Li Ming', 'li@example.com');
const wang = person('Wang Fang', 'wang@example.com');

const links = (...keys: [string, ...string[]]) => createLinks({ base: BASE, keys });
const snapshot = { workbook: { id: 'W-1', name: '' }, today: TODAY, calendar: createCalendar([]), ledger: [] };
const tokenFor = (of: Person, item: string, key: string = KEYS[0]) =>
  new URL(links(key).linkTo(URI, snapshot)(of, item, null)).searchParams.get('t')!;
const opened = (token: string, ...keys: [string, ...string[]]): SignedLink => {
  const link = links(...keys).open(token, NOW);
  if (typeof link === 'string') throw new Error(link);
  return link;
};

describe('a link', () => {
  it('names workbook, item and person, in an address short enough for any mail program, and no address in clear', () => {
    const url = links(KEYS[0]).linkTo(URI, snapshot)(li, 'T-0007', 'redate');
    expect(url.length).toBeLessThan(160);
    expect(new URL(url).searchParams.get('a')).toBe('redate');
    const link = opened(new URL(url).searchParams.get('t')!, KEYS[0]);
    expect([link.workbook, link.item]).toEqual([workbookKey(URI), 'T-0007']);
    expect([link.isFor('W-1'), link.isFor('W-2')]).toEqual([true, false]);
    expect(link.personIn([person('Nobody', null), wang, li])).toBe(li);
    expect(link.personIn([wang])).toBeNull();
    expect(Buffer.from(link.token, 'base64url').toString('latin1')).not.toContain('li@');
  });

  it('makes links to other items for the same person and workbook, which end when it does', () => {
    const link = opened(tokenFor(li, 'T-0007'), KEYS[0]);
    const other = opened(link.tokenFor('T-0008'), KEYS[0]);
    expect([other.workbook, other.item, other.isFor('W-1')]).toEqual([workbookKey(URI), 'T-0008', true]);
    expect([other.personIn([wang]), other.personIn([wang, li])]).toEqual([null, li]);
    expect(links(KEYS[0]).open(other.token, '2026-04-04T12:00:00Z')).toBe('expired');
    // The same link as a mail has: it opens the page and no more.
    expect(other.token).toBe(tokenFor(li, 'T-0008'));
  });

  it('finds its person when the case of the address was changed', () => {
    const shouted = person('Li Ming', 'LI@Example.com');
    expect(opened(tokenFor(li, 'T-0007'), KEYS[0]).personIn([shouted])).toBe(shouted);
  });

  it('is valid through twenty workdays in every zone, and no longer', () => {
    const token = tokenFor(li, 'T-0007');
    const last = snapshot.calendar.addWorkdays(TODAY, 20);
    expect(isoOf(last)).toBe('2026-04-03');
    expect(links(KEYS[0]).open(token, '2026-04-04T11:59:00Z')).toMatchObject({ item: 'T-0007' });
    expect(links(KEYS[0]).open(token, '2026-04-04T12:00:00Z')).toBe('expired');
  });

  it('is refused when any bit of it was changed, whatever the bit', () => {
    const bytes = Buffer.from(tokenFor(li, 'T-0007'), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(links(KEYS[0]).open(changed.toString('base64url'), NOW)).toBe('forged');
    }
  });

  it.each(['', 'x', '!', 'A'.repeat(43), 'A'.repeat(80), 'A'.repeat(5000), '../..', '%00', '接力'])(
    'is refused when it is none: %j',
    (text) => expect(links(KEYS[0]).open(text, NOW)).toBe('forged'),
  );

  it('is refused written in another way, cut off or continued', () => {
    const token = tokenFor(li, 'T-0007');
    for (const other of [`${token}=`, ` ${token}`, token.slice(0, -1), `${token}A`]) {
      expect(links(KEYS[0]).open(other, NOW)).toBe('forged');
    }
  });

  it('outlives a change of the secret for as long as the old one is listed', () => {
    const old = tokenFor(li, 'T-0007', KEYS[1]);
    expect(opened(old, ...KEYS).personIn([wang, li])).toBe(li);
    expect(links(KEYS[0]).open(old, NOW)).toBe('forged');
    expect(tokenFor(li, 'T-0007')).toBe(
      new URL(links(...KEYS).linkTo(URI, snapshot)(li, 'T-0007', null)).searchParams.get('t'),
    );
  });
});

describe('what takes an answer back', () => {
  const undo = {
    key: 'answer.done:T-0007:2026-03-06:1',
    nonce: 'n',
    writes: [{ tab: 'tracker', kind: 'set', item: 'T-0007', values: { status: '完成' }, expected: {} } as const],
  };

  it('comes back as it was for ten minutes, and not later', () => {
    const link = opened(tokenFor(li, 'T-0007'), KEYS[0]);
    const sealed = link.sealUndo(undo, NOW);
    expect(link.openUndo(sealed, '2026-03-06T01:10:00Z')).toEqual(undo);
    expect(link.openUndo(sealed, '2026-03-06T01:10:01Z')).toBe('late');
  });

  it('is refused with the link of another person or item, and when it was changed', () => {
    const link = opened(tokenFor(li, 'T-0007'), KEYS[0]);
    const sealed = link.sealUndo(undo, NOW);
    const [body, signature] = sealed.split('.');
    const forged = Buffer.from(JSON.stringify({ ...undo, until: 9e9 })).toString('base64url');
    for (const [by, text] of [
      [opened(tokenFor(wang, 'T-0007'), KEYS[0]), sealed],
      [opened(tokenFor(li, 'T-0008'), KEYS[0]), sealed],
      [link, `${forged}.${signature}`],
      [link, body!],
      [link, `${body}.`],
      [link, ''],
    ] as const) {
      expect(by.openUndo(text, NOW)).toBe('forged');
    }
  });

  it('and a form carries a nonce that no other link, kind or state of the rows has', () => {
    const link = opened(tokenFor(li, 'T-0007'), KEYS[0]);
    const nonces = [
      link.nonceOf('done', 'f1'),
      link.nonceOf('done', 'f2'),
      link.nonceOf('donef', '1'),
      opened(tokenFor(wang, 'T-0007'), KEYS[0]).nonceOf('done', 'f1'),
    ];
    expect(new Set(nonces).size).toBe(nonces.length);
    expect(link.nonceOf('done', 'f1')).toBe(nonces[0]);
  });
});
