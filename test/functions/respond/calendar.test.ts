import { describe, expect, it } from 'vitest';
import { headsOf, verifyLedger } from '../../../core/record/ledger.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { revokeCalendar } from '../../../functions/keep/revoke-calendar.ts';
import { setOf } from '../../support/starter.ts';
import { KEY, linkFor, NOON, openSite, openSwept, registered, snapshotNow, sweepOnce, URI } from './site.ts';

const links = createLinks({ base: 'https://respond.example.com/', keys: [KEY] });

const addressFor = async (store: MemoryStore, name: string): Promise<string> => {
  const snapshot = await snapshotNow(store);
  return links.calendarOf(URI, snapshot)(snapshot.people.get(name)!.email!);
};

const setUp = async () => {
  const store = await openSwept();
  return { store, site: await openSite(store), address: await addressFor(store, 'Li Na') };
};

/** UID, sequence and day of each entry. */
const eventsIn = (file: string) =>
  [...file.matchAll(/^UID:(.+)\r\nSEQUENCE:(\d+)[\s\S]*?^DTSTART;VALUE=DATE:(\d+)/gm)].map(([, ...found]) =>
    found.join(' '),
  );

const revoke = (store: MemoryStore, whose: string) => revokeCalendar({ store, whose, clock: () => NOON });

describe('the private address of a calendar', () => {
  it('has one person’s dates and nothing of others, and changes nothing', async () => {
    const { store, site, address } = await setUp();
    const before = JSON.stringify(await store.read());
    const { status, headers, html: file } = await site.open(address);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-cache',
    ]);
    expect(file).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(file).toContain('Task 1');
    expect(file).not.toMatch(/Task 2|Wang|respond\.example|[?&]t=/);
    expect(JSON.stringify(await store.read())).toBe(before);
  });

  it('answers 304 to whoever has it as it is, and the new one once it changed', async () => {
    const { store, site, address } = await setUp();
    const { headers, html } = await site.open(address);
    expect(eventsIn(html)).toEqual(['due-T-0001@W-1 0 20260304']);
    const tag = headers.get('etag')!;
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const again = await site.open(address, { headers: { 'If-None-Match': known } });
      expect([again.status, again.html, again.headers.get('etag')]).toEqual([304, '', tag]);
    }
    await store.apply([setOf('raci', 'T-0001', { due: '2026-03-18' })]);
    for (const sweep of [false, true]) {
      if (sweep) await sweepOnce(store);
      const moved = await site.open(address, { headers: { 'If-None-Match': tag } });
      expect([moved.status, eventsIn(moved.html)]).toEqual([200, ['due-T-0001@W-1 1 20260318']]);
    }
    const head = await site.open(address, { method: 'HEAD' });
    expect([head.status, head.html]).toEqual([200, '']);
  });

  it('opens nothing for whoever changes it, uses it as a link, or guesses', async () => {
    const { store, site, address } = await setUp();
    const token = new URL(address).searchParams.get('c')!;
    const answer = new URL(await linkFor(store, 'Li Na', 'T-0001', 'done')).searchParams.get('t')!;
    const changed = [...token].map(
      (letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1),
    );
    for (const other of ['', 'x', answer, `${token}A`, `${token}=`, ...changed]) {
      const { status, html } = await site.open(`https://respond.example.com/?c=${encodeURIComponent(other)}`);
      expect([other, status, html.includes('Task')]).toEqual([other, 400, false]);
    }
    const asLink = await site.open(`https://respond.example.com/?t=${token}`);
    expect([asLink.status, asLink.text.includes('Task')]).toEqual([400, false]);
  });

  it('ends when it is taken back, for this person alone, and the next one works', async () => {
    const { store, site, address } = await setUp();
    const others = await addressFor(store, 'Wang Wei');
    expect(await revoke(store, 'li na')).toEqual({ name: 'Li Na', email: 'li.na@example.com', turn: 1 });
    expect((await site.open(address)).status).toBe(410);
    expect((await site.open(others)).status).toBe(200);
    const next = await addressFor(store, 'Li Na');
    expect([next === address, (await site.open(next)).status]).toEqual([false, 200]);
    expect((await revoke(store, 'LI.NA@example.com')).turn).toBe(2);
    expect((await site.open(next)).status).toBe(410);
    const { ledger, runs } = await snapshotNow(store);
    expect([verifyLedger(ledger, headsOf(runs)).ok, runs.filter(({ status }) => status === 'claimed').length]).toEqual([
      true,
      0,
    ]);
    // The next sweep takes the row for what it is.
    const codes = async () => (await sweepOnce(store)).problems.map(({ code }) => code);
    expect(await codes()).toEqual(
      await sweepOnce(await openSwept()).then(({ problems }) => problems.map(({ code }) => code)),
    );
    await expect(revoke(store, 'Nobody')).rejects.toMatchObject({ kind: 'data', code: 'nobody-so-called' });
  });

  it('ends with the person: no longer active, no longer there, of a workbook that is not served', async () => {
    const { store, site, address } = await setUp();
    const paused = await openSite(store, { registry: async () => ({ workbooks: [registered({ paused: true })] }) });
    expect((await paused.open(address)).status).toBe(403);
    const unknown = await openSite(store, { registry: async () => ({ workbooks: [] }) });
    expect((await unknown.open(address)).status).toBe(404);
    await store.apply([setOf('directory', 'Li Na', { email: 'other@example.com' })]);
    expect((await site.open(address)).status).toBe(403);
  });

  it('is explained on a page of its own, in its reader’s language, with the address to copy', async () => {
    const { site, address } = await setUp();
    const { status, text, headers } = await site.open(`${address}&p=1`);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(text).toContain(address);
    expect(text).not.toContain('Task');
  });
});
