import { describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../../core/answers/model.ts';
import type { Write } from '../../../core/plan.ts';
import type { TabKey } from '../../../sheet-templates/index.ts';
import { openAnswerer } from './answerer.ts';

const open = async () => {
  const answerer = openAnswerer({
    tabs: {
      raci: [
        {
          id: 'T-0001',
          name: 'Packaging design',
          department: 'Design',
          responsible: 'Li Ming',
          accountable: 'Chen Jie',
          due: '2026-03-04',
          output: 'Print file',
        },
      ],
      tracker: [{ id: 'T-0001', status: 'In progress', progress: 0.6 }],
      escalations: [],
    },
  });
  await answerer.sweep('2026-03-06T09:00');
  return answerer;
};

const change = (tab: TabKey, values: Write['values'], item = 'T-0001'): Write => ({
  tab,
  kind: 'set',
  item,
  values,
  expected: {},
});

describe('what a form was made from', () => {
  it.each<[string, AnswerKind, Write]>([
    ['the status', 'done', change('tracker', { status: 'blocked' })],
    ['the evidence', 'done', change('tracker', { output: 'draft.pdf' })],
    ['the date', 'redate', change('raci', { due: '2026-03-20' })],
    ['the new date', 'redate', change('tracker', { newDue: '2026-03-20' })],
    ['the reason', 'redate', change('tracker', { reason: 'Legal' })],
    ['what counts as done', 'done', change('raci', { doneWhen: 'Two proofs' })],
    ['who answers for it', 'help', change('raci', { accountable: 'Sun Li' })],
    ['the name', 'ack', change('raci', { name: 'Packaging artwork' })],
  ])('changes with %s', async (_, kind, write) => {
    const answerer = await open();
    const before = await answerer.open('Li Ming', 'T-0001', kind);
    await answerer.write([write]);
    expect((await answerer.open('Li Ming', 'T-0001', kind)).seen).not.toBe(before.seen);
  });

  it.each<[string, AnswerKind, readonly Write[]]>([
    ['a note', 'redate', [change('tracker', { note: 'Call the printer' })]],
    ['who is informed', 'done', [change('raci', { informed: 'Sun Li' })]],
    ['the risk, which it does not touch', 'done', [change('tracker', { risk: 'The die' })]],
    [
      'somebody else’s escalation',
      'help',
      [
        {
          tab: 'escalations',
          kind: 'append',
          item: 'E-0001',
          values: { id: 'E-0001', issue: 'Other', item: '' },
          expected: {},
        },
      ],
    ],
    ['blanks around a word', 'done', [change('raci', { output: ' Print file ' })]],
  ])('does not change with %s', async (_, kind, writes) => {
    const answerer = await open();
    const before = await answerer.open('Li Ming', 'T-0001', kind);
    await answerer.write(writes);
    expect((await answerer.open('Li Ming', 'T-0001', kind)).seen).toBe(before.seen);
  });

  it('is the same whatever is typed, and over night while nothing is written', async () => {
    const answerer = await open();
    const before = await answerer.open('Li Ming', 'T-0001', 'redate');
    const typed = await answerer.open('Li Ming', 'T-0001', 'redate', { newDue: '2026-03-12', reason: 'process' });
    expect(typed.seen).toBe(before.seen);
    await answerer.sweep('2026-03-09T09:00');
    expect((await answerer.open('Li Ming', 'T-0001', 'redate')).seen).toBe(before.seen);
  });

  it('stays when somebody sorts the rows', async () => {
    const answerer = await open();
    const before = await answerer.open('Li Ming', 'T-0001', 'done');
    const { sheets } = await answerer.store.read();
    const tracker = sheets.find(({ title }) => title === 'Tracker')!;
    const { at, cells } = tracker.rows.at(-1)!;
    answerer.store.type(
      cells.flatMap((value, i) => [
        { sheet: 'Tracker', row: at, column: i + 1, value: null },
        { sheet: 'Tracker', row: at + 7, column: i + 1, value: value as string | number | null },
      ]),
    );
    const after = await answerer.open('Li Ming', 'T-0001', 'done', { output: 'final.pdf' });
    expect(after.seen).toBe(before.seen);
    await answerer.write(after.ready!.writes);
    expect(await answerer.row('tracker', 'T-0001')).toMatchObject({ status: 'done' });
  });
});
