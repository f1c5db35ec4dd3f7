import * as luxon from 'luxon';
import { describe, expect, it } from 'vitest';
import * as zone from '../../apps-script/server/zone.ts';

const ZONES = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Caracas',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
  'Etc/UTC',
  'UTC',
];

const said = ({ DateTime }: { readonly DateTime: unknown }, iso: string, of: string) => {
  const t = (DateTime as typeof luxon.DateTime).fromISO(iso, { zone: of });
  return t.isValid
    ? [t.year, t.month, t.day, t.hour, t.minute, t.set({ millisecond: 0 }).toISO({ suppressMilliseconds: true })]
    : 'no instant';
};
const meant = ({ DateTime }: { readonly DateTime: unknown }, wall: number, of: string) => {
  const at = new Date(wall);
  const parts = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
  };
  return (DateTime as typeof luxon.DateTime).fromObject(parts, { zone: of }).toISO({ suppressMilliseconds: true });
};

describe.each(ZONES)('the clock of %s is luxon’s', (of) => {
  // Every 211 hours meet every hour of the day; hours around the changes of 2025 and 2026 are met one by one.
  const instants: number[] = [];
  for (let at = Date.UTC(1990, 0, 1); at < Date.UTC(2060, 0, 1); at += 211 * 3_600_000) instants.push(at);
  for (const [year, month] of [
    [2025, 2],
    [2025, 9],
    [2026, 2],
    [2026, 9],
  ] as const) {
    for (let at = Date.UTC(year, month, 1); at < Date.UTC(year, month + 1, 5); at += 1_800_000) instants.push(at);
  }

  it('at every instant', () => {
    const other = instants.flatMap((at) => {
      const iso = new Date(at).toISOString();
      const [ours, theirs] = [said(zone, iso, of), said(luxon, iso, of)];
      return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ iso, ours, theirs }];
    });
    expect(other).toEqual([]);
  });

  it('for every wall clock, also one that comes twice or never', () => {
    const other = instants.flatMap((at) => {
      const [ours, theirs] = [meant(zone, at, of), meant(luxon, at, of)];
      return ours === theirs ? [] : [{ wall: new Date(at).toISOString(), ours, theirs }];
    });
    expect(other).toEqual([]);
  });
});

it.each([
  '2026-03-05',
  '2026-03-05T09:00',
  '2026-03-05T09:00:59.999',
  '2026-03-05T09:00:00+08:00',
  '2026-03-05T09:00:00-0330',
  '2026-02-30T09:00',
  '2026-13-01',
  '2026-03-05T25:00',
  '2026-03-05T09:61',
  '',
  'yesterday',
])('“%s” is what it is to luxon', (text) => {
  expect(said(zone, text, 'Europe/Berlin')).toEqual(said(luxon, text, 'Europe/Berlin'));
  expect(said(zone, text, 'Mars/Base')).toBe('no instant');
});

it.each(['Europe/Berlin', 'Mars/Base', '', 'UTC', 'local'])('“%s” is a zone or none, as it is to luxon', (name) => {
  expect(zone.IANAZone.isValidZone(name)).toBe(luxon.IANAZone.isValidZone(name));
});
