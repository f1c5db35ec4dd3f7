import { describe, expect, it } from 'vitest';
import type { Mail, Notice } from '../../core/plan.ts';
import type { Person, Policy } from '../../core/snapshot.ts';
import { letterOf, lettersOf } from '../../functions/sweep/letters.ts';

const mail = (name: string, email: string, ...keys: string[]): Mail => ({
  to: { name, email } as Person,
  subject: '',
  notices: keys.map((key) => ({ key }) as Notice),
  asks: 1,
  owed: 0,
});
const workbook = (workbookId: string, ...mails: Mail[]) => ({ snapshot: { policy: { workbookId } as Policy }, mails });
const shown = (...workbooks: ReturnType<typeof workbook>[]) =>
  lettersOf(workbooks).map(({ parts }) =>
    parts.map(({ from, mail }) => `${from.snapshot.policy.workbookId} ${mail.to.name}`),
  );

describe('the letters of several workbooks', () => {
  it('are one an address, however it is written, in the order in which they come first', () => {
    expect(
      shown(
        workbook('A', mail('Li Na', 'Li.Na@Example.com', 'k1'), mail('Wang Wei', 'wang@example.com', 'k1')),
        workbook('B', mail('Zhao Min', 'zhao@example.com', 'k2'), mail('Na Li', 'li.na@example.com', 'k2')),
      ),
    ).toEqual([['A Li Na', 'B Na Li'], ['A Wang Wei'], ['B Zhao Min']]);
  });

  it('keep people apart who read one mailbox', () => {
    const site = 'site@example.com';
    expect(
      shown(
        workbook('A', mail('Li Na', site, 'k1'), mail('Wang Wei', site, 'k1')),
        workbook('B', mail('Wang Wei', site, 'k2')),
      ),
    ).toEqual([['A Li Na'], ['A Wang Wei', 'B Wang Wei']]);
  });

  it('have an id by all that they say, in whatever order, and another with a part more or less', () => {
    const a = { from: workbook('A'), mail: mail('Li Na', 'li@example.com', 'k1', 'k2') };
    const b = { from: workbook('B'), mail: mail('Li Na', 'li@example.com', 'k1') };
    const turned = { ...a, mail: mail('Li Na', 'li@example.com', 'k2', 'k1') };
    expect(letterOf([a, b]).id).toBe(letterOf([b, turned]).id);
    const ids = [letterOf([a, b]), letterOf([a]), letterOf([b])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{32}$/);
    // As every ledger has it since before there were letters of several workbooks.
    expect(ids[1]).toBe('97204505c43b9f0157b37a27870ca965');
  });
});
