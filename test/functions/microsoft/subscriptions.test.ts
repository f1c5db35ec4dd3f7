import { describe, expect, it } from 'vitest';
import { createClientStates, driveKey, driveOf } from '../../../functions/microsoft/client-state.ts';
import { KEYS, openChanges } from './changed-parts.ts';

const DAY = 86_400_000;

describe('a drive is subscribed to', () => {
  it('once, and an ordinary day costs one request', async () => {
    const { graph, subscribe } = await openChanges();
    expect(await subscribe()).toEqual({ made: 1, renewed: 0, removed: 0, failed: [] });
    const before = graph.requests.length;
    expect(await subscribe()).toEqual({ made: 0, renewed: 0, removed: 0, failed: [] });
    expect(graph.requests.length - before).toBe(1);
    expect(graph.subscriptions.all).toHaveLength(1);
  });

  it('for longer once half of its life is over, and anew when it is over', async () => {
    const { graph, subscribe } = await openChanges();
    await subscribe();
    await graph.clock.advance(14 * DAY);
    expect(await subscribe()).toMatchObject({ made: 0, renewed: 0 });
    await graph.clock.advance(2 * DAY);
    expect(await subscribe()).toMatchObject({ made: 0, renewed: 1 });
    const [kept] = graph.subscriptions.all;
    expect(Date.parse(kept!.expirationDateTime) - graph.clock.now()).toBeGreaterThan(29 * DAY);
    await graph.clock.advance(40 * DAY);
    expect(graph.subscriptions.all).toEqual([]);
    expect(await subscribe()).toMatchObject({ made: 1 });
    expect(graph.subscriptions.all).toHaveLength(1);
  });

  it('anew with another secret, and the old one goes', async () => {
    const { graph, drive, subscribe } = await openChanges();
    await subscribe();
    const old = graph.subscriptions.all[0]!.clientState;
    const next = 'another secret of at least thirty-two characters';
    expect(await subscribe([drive.id], [next, ...KEYS])).toMatchObject({ made: 1, removed: 1 });
    expect(graph.subscriptions.all).toHaveLength(1);
    expect(graph.subscriptions.all[0]!.clientState).not.toBe(old);
  });

  it('no more when no workbook of it is listed', async () => {
    const { graph, subscribe } = await openChanges();
    await subscribe();
    expect(await subscribe([])).toMatchObject({ removed: 1 });
    expect(graph.subscriptions.all).toEqual([]);
  });

  it('once even where nobody knows whether the first request was heard', async () => {
    const { graph, subscribe } = await openChanges();
    graph.fail({ api: 'graph', method: 'subscription-post-subscriptions', how: 'drop-after' });
    expect((await subscribe()).failed).toHaveLength(1);
    expect(await subscribe()).toMatchObject({ made: 0, failed: [] });
    expect(graph.subscriptions.all).toHaveLength(1);
  });

  it('beside one that Graph refuses, which keeps no other from it and removes none', async () => {
    const { graph, drive, subscribe } = await openChanges();
    await subscribe();
    const kept = await subscribe(['b!nobody-s', drive.id]);
    expect(kept).toMatchObject({ made: 0, removed: 0, failed: [expect.stringMatching(/./)] });
    expect(graph.subscriptions.all).toHaveLength(1);
  });
});

describe('a client state', () => {
  it('names its drive to who has the secret, also after a change of it, and to nobody else', () => {
    const drive = 'b!Ab-9_x';
    const state = createClientStates(KEYS).of(drive);
    expect(state.length).toBeLessThanOrEqual(128);
    expect(createClientStates(KEYS).driveIn(state)).toBe(driveKey(drive));
    expect(createClientStates(['x'.repeat(32), ...KEYS]).driveIn(state)).toBe(driveKey(drive));
    expect(createClientStates(['x'.repeat(32)]).driveIn(state)).toBeNull();
    for (const forged of ['', state.slice(1), `${state}a`, state.toUpperCase()])
      expect(createClientStates(KEYS).driveIn(forged)).toBeNull();
  });

  it('a workbook’s drive is in its address', () => {
    expect(driveOf('graph:b!Ab-9_x/01ABC?way=file')).toBe('b!Ab-9_x');
    expect(driveOf('gsheet:1AbC')).toBeNull();
    expect(driveOf('/home/graph:x/y.xlsx')).toBeNull();
  });
});
