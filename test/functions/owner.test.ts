import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Owner, ownerIn, ownerText } from '../../functions/base/owner.ts';
import { isHere, isOwnerGone, thisProcess } from '../../functions/base/this-process.ts';

const me = thisProcess();
/** The number of a process that has ended. */
const ended = spawnSync(process.execPath, ['-e', '']).pid;

describe('whose something is', () => {
  it('is read as it was written, with or without where its number counts', () => {
    expect(ownerIn(ownerText(me))).toEqual(me);
    const lock: Owner = { pid: 7, host: 'build-7', token: 'x', space: null };
    expect(ownerText(lock)).toBe('{"pid":7,"host":"build-7","token":"x"}');
    expect(ownerIn(ownerText(lock))).toEqual(lock);
  });

  it.each(['', 'ledger 12 ab', 'answer', '{"pid":7,"host":"bui', '{"pid":"7","host":"a","token":"x"}', 'null', '7'])(
    'is nobody’s where it says %s',
    (text) => expect(ownerIn(text)).toBeNull(),
  );
});

describe('a process', () => {
  it.each<[string, Partial<Owner>, boolean]>([
    ['is not over while it is this one', {}, false],
    ['is not over while it lives', { pid: process.ppid, token: 'other' }, false],
    ['is over when it has ended', { pid: ended, token: 'other' }, true],
    ['is over when this one got its number', { token: 'other' }, true],
    ['is not known to be over when it ended on another machine', { pid: ended, host: 'elsewhere' }, false],
    ['is not known to be over when its machine has started again', { pid: ended, space: '0-1' }, false],
    ['is not known to be over in another container with its number', { token: 'other', space: '0-1' }, false],
  ])('%s', (_, of, gone) => expect(isOwnerGone({ ...me, ...of })).toBe(gone));

  it('is here by its machine and by where its number counts', () => {
    expect(isHere(me)).toBe(true);
    expect(isHere({ ...me, space: null })).toBe(true);
    expect(isHere({ ...me, space: '0-1' })).toBe(false);
    expect(isHere({ ...me, host: 'elsewhere', space: null })).toBe(false);
  });
});
