import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../../core/mail/html.ts';
import type { DigestInput } from '../../../core/mail/input.ts';
import { buildJointDigest, shareOut } from '../../../core/mail/joint.ts';
import type { Digest } from '../../../core/mail/model.ts';
import { digestText } from '../../../core/mail/text.ts';
import { LOCALES, type Locale } from '../../../sheet-templates/index.ts';
import { BOOK, day, world } from './fixtures.ts';
import { inProject, jointDigest, managerInput, weeksDigest } from './readers.ts';

/** What Gmail shows before it hides the rest. */
const GMAIL = 102 * 1024;
const sizeOf = (digest: Digest) => Buffer.byteLength(htmlOf(digest));

/** A workbook of which somebody has so many tasks overdue. */
const busy = (locale: Locale, project: string, count: number): DigestInput => {
  const { li, items, notice, inputFor } = world(locale, true);
  const model = items.find(({ id }) => id === 'T-0007')!;
  const all = Array.from({ length: count }, (_, i) => ({
    ...model,
    id: `T-1${String(i).padStart(3, '0')}`,
    daysLate: count - i,
    due: day('2026-03-04'),
  }));
  const notices = all.map(({ id, daysLate }) => notice('task.overdue', id, { due: '2026-03-04', days: daysLate }));
  const input = inputFor(li, notices, { items: new Map(all.map((item) => [item.id, item])), waiting: [] });
  return inProject(input, project);
};

const cardsIn = ({ chapters }: Digest) =>
  chapters.map(({ title, sections }) => [title, sections.flatMap(({ cards }) => cards).length]);

describe('a mail about several workbooks', () => {
  it('has one subject, one opening and one end, and a chapter a workbook with its link', () => {
    const digest = jointDigest('en', true);
    expect(digest.chapters.map(({ title }) => title)).toEqual(['Product launch', 'Office move', 'Supplier day']);
    expect(digest.chapters.map(({ book }) => book?.url)).toEqual([BOOK, BOOK, BOOK]);
    const text = digestText(digest);
    expect(text.match(/^Next check:/gm)).toHaveLength(1);
    expect(text.match(/^You get this because/gm)).toHaveLength(1);
    expect(text.match(/What is not listed/g)).toHaveLength(1);
    expect(htmlOf(digest).match(/<h1/g)).toHaveLength(1);
  });

  it('begins with the workbook that has the most urgent, whatever order they come in', () => {
    const inputs = [busy('en', 'Quiet', 1), busy('en', 'Loud', 9), busy('en', 'Middling', 4)];
    const orders = [inputs, [...inputs].reverse()].map((each) => buildJointDigest(each).chapters);
    for (const chapters of orders) expect(chapters.map(({ title }) => title)).toEqual(['Loud', 'Middling', 'Quiet']);
    expect(orders.map((chapters) => chapters.map(({ part }) => part))).toEqual([
      [1, 2, 0],
      [1, 0, 2],
    ]);
  });

  it('tells workbooks of one project apart by their own names', () => {
    const [first, second] = [busy('en', 'Launch', 2), busy('en', 'Launch', 1)];
    const named = { ...second, workbook: { ...second.workbook, name: 'Launch 2027.xlsx' } };
    const digest = buildJointDigest([first, named, busy('en', 'Move', 3)]);
    expect(digest.chapters.map(({ title }) => title)).toEqual(['Move', 'Launch', 'Launch · Launch 2027']);
  });

  it('counts over all of them, and names beside the subject the first of two', () => {
    const digest = buildJointDigest([busy('en', 'A', 3), busy('en', 'B', 2)]);
    expect(digest.subject).toBe('5 overdue: Final packaging design, … (2 projects)');
    expect(digest.headline).toBe('Li Ming, five things are waiting for you, all are overdue');
    expect(digest.preview.match(/Final packaging design: (\d)/g)).toEqual([
      'Final packaging design: 3',
      'Final packaging design: 2',
    ]);
  });

  it('shares its room: nobody is left out for somebody who has much', () => {
    const digest = buildJointDigest([busy('en', 'Much', 30), busy('en', 'Little', 1), busy('en', 'Some', 3)]);
    expect(cardsIn(digest)).toEqual([
      ['Much', 8],
      ['Some', 3],
      ['Little', 1],
    ]);
    expect(digest.chapters[0]!.sections[0]!.more).toBe('22 more, among them:');
  });

  it.each(LOCALES)('is not cut off by Gmail, however many workbooks say however much (%s)', (locale) => {
    for (const [workbooks, count] of [
      [2, 40],
      [5, 40],
      [12, 30],
      [25, 20],
    ] as const) {
      const inputs = Array.from({ length: workbooks }, (_, i) => busy(locale, `Project ${i + 1}`, count));
      const digest = buildJointDigest(inputs);
      expect(sizeOf(digest)).toBeLessThan(GMAIL);
      // What has no room is named all the same, with what there is of it and where.
      for (const { policy } of inputs) expect(digestText(digest)).toContain(policy.project);
      expect(digest.headline).toMatch(new RegExp(String(workbooks * count)));
      const last = digest.chapters.at(-1)!;
      if (last.part === null) {
        const shown = digest.chapters.length - 1;
        const entries = last.sections.flatMap((section) => section.entries);
        expect(shown).toBeGreaterThan(5);
        expect(entries).toHaveLength(workbooks - shown);
        expect(entries.every(({ link }) => link?.url === BOOK)).toBe(true);
      } else expect(digest.chapters).toHaveLength(workbooks);
    }
  });

  it('lays a manager’s weeks side by side, and says each by itself without its figures', () => {
    const digest = weeksDigest('en', true);
    const [summary] = digest.sections;
    expect(summary!.figures.map(({ count, label }) => `${count} ${label}`)).toEqual([
      '10 on time',
      '4 overdue',
      '1 stuck',
    ]);
    expect(summary!.lists[0]!.rows.map(({ text, value, note }) => [...text, value, ...(note ?? [])])).toEqual([
      ['Product launch', '10 tasks, 3 overdue', '1 stuck'],
      ['Office move', '4 tasks, 1 overdue'],
    ]);
    expect(digest.chapters.flatMap(({ sections }) => sections.flatMap(({ figures }) => figures))).toEqual([]);
    expect(digest.headline).toBe('Zhao Yi, four things in three departments are overdue');
  });

  it('has nothing to lay side by side where only one of them has a week', () => {
    const digest = buildJointDigest([managerInput('en', true), busy('en', 'Move', 1)]);
    expect(digest.sections).toEqual([]);
    expect(digest.subline).toContain('7 of 10 tasks are on time.');
  });

  it('reminds as early as the earliest of them does', () => {
    const [late, early] = [busy('en', 'A', 1), busy('en', 'B', 1)];
    const { li, notice, inputFor } = world('en', true);
    const soon = inputFor(li, [notice('task.soon', 'T-0009', { due: '2026-03-11', days: 3 })], { waiting: [] });
    const digest = buildJointDigest([late, early, { ...soon, policy: { ...soon.policy, remindDays: 5 } }]);
    expect(digest.subline).toContain('one due Wed 11 Mar');
    const two = buildJointDigest([late, soon, { ...soon, policy: { ...soon.policy, remindDays: 5 } }]);
    expect(two.subline).toContain('two due within five workdays');
  });

  it('reminds of the next of all sweeps', () => {
    const [early, late] = [busy('en', 'A', 1), busy('en', 'B', 1)];
    const digest = buildJointDigest([{ ...late, nextSweep: day('2026-03-10') }, early]);
    expect(digest.footer).toContain('Next check: Mon 9 Mar 09:00 · no mail if nothing is new or due');
  });
});

describe('room that is shared out', () => {
  it('is never more than there is, never more than is wanted, and fair', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }), fc.nat(60), (wanted, all) => {
        const given = shareOut(wanted, all);
        const sum = given.reduce((a, b) => a + b, 0);
        expect(sum).toBe(
          Math.min(
            all,
            wanted.reduce((a, b) => a + b, 0),
          ),
        );
        const most = Math.max(...given);
        given.forEach((has, i) => {
          expect(has).toBeLessThanOrEqual(wanted[i]!);
          // Whoever wants more has at most one less than anybody.
          if (has < wanted[i]!) expect(has).toBeGreaterThanOrEqual(most - 1);
        });
      }),
    );
  });
});
