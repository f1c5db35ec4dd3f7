import { describe, expect, it } from 'vitest';
import type { RawCell } from '../../../core/workbook.ts';
import { adoptInMemory, on, sheet, strangers } from '../../support/strangers.ts';
import { changesOf, openAnswerer } from './answerer.ts';

/** A tracker as a team keeps it, taken over by Baton: plan and progress in one sheet, under the team's own headers. */
const adopted = async (header: readonly string[], rows: readonly (readonly RawCell[])[]) => {
  const { raw } = await adoptInMemory(strangers([sheet('进度', 1, [header, ...rows])]));
  const answerer = openAnswerer(raw);
  await answerer.write([
    { tab: 'directory', kind: 'set', item: '李明', values: { email: 'li@example.com' }, expected: {} },
  ]);
  const [id] = [...(await answerer.facts()).items.keys()];
  return { answerer, id: id! };
};

describe('a tracker of their own', () => {
  it('offers what it has columns for, and names its own headers', async () => {
    const { answerer, id } = await adopted(
      ['任务', '负责人', '截止日期', '状态', '完成率', '延期原因', '改期'],
      [['画稿', '李明', on('2026-03-04'), '进行中', 0.4, null, null]],
    );
    expect(await answerer.may('李明', id)).toEqual(['done', 'progress', 'redate', 'snooze', 'ack']);
    const { page } = await answerer.open('李明', id, 'redate', {
      newDue: '2026-03-10',
      reason: 'process',
      detail: '等法务',
    });
    expect(changesOf(page)).toEqual(['进度 · 改期:  → 3月10日 周二', '进度 · 延期原因:  → 流程：等法务']);
    await answerer.give('李明', id, 'redate', { newDue: '2026-03-10', reason: 'process', detail: '等法务' });
    expect((await answerer.facts()).items.get(id)).toMatchObject({ reason: '流程：等法务', late: false });
  });

  it('without a column for the evidence is done without a field for it', async () => {
    const { answerer, id } = await adopted(
      ['任务', '负责人', '截止日期', '状态'],
      [['画稿', '李明', on('2026-03-04'), '进行中']],
    );
    expect(await answerer.may('李明', id)).toEqual(['done', 'progress', 'snooze', 'ack']);
    const { page } = await answerer.open('李明', id, 'done');
    expect(page.form!.fields).toEqual([]);
    const { undo } = await answerer.give('李明', id, 'done', {});
    expect((await answerer.facts()).items.get(id)!.open).toBe(false);
    await answerer.write(undo);
    expect((await answerer.facts()).items.get(id)!.open).toBe(true);
  });

  it('with a share of the work and no status takes progress', async () => {
    const { answerer, id } = await adopted(
      ['任务', '负责人', '截止日期', '完成率'],
      [['画稿', '李明', on('2026-03-04'), 0.4]],
    );
    expect(await answerer.may('李明', id)).toEqual(['progress', 'snooze', 'ack']);
    await answerer.give('李明', id, 'progress', { progress: '60' });
    expect((await answerer.facts()).items.get(id)!.progress).toBe(0.6);
  });

  it('is written as its people write: their words, whole percents; and taken back the same way', async () => {
    const { answerer, id } = await adopted(
      ['任务', '负责人', '截止日期', '状态', '完成率'],
      [
        ['画稿', '李明', on('2026-03-04'), '正在进行', 40],
        ['打样', '李明', on('2026-03-20'), '正在进行', 70],
        ['报价', '李明', on('2026-03-01'), '完成', 100],
      ],
    );
    const cells = async () => (await answerer.store.read()).sheets[0]!.rows[1]!.cells.slice(3, 5);
    const { undo } = await answerer.give('李明', id, 'done', {});
    expect(await cells()).toEqual(['完成', 100]);
    await answerer.write(undo);
    expect(await cells()).toEqual(['正在进行', 40]);
  });
});
