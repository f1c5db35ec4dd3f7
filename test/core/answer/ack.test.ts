import { describe, expect, it } from 'vitest';
import { answerRule, isAnswerTo, seriesKey } from '../../../core/record/key.ts';
import { readNotified } from '../../../core/record/notified.ts';
import type { LedgerRow } from '../../../core/snapshot.ts';
import { dayFromIso } from '../../../core/time/day.ts';
import { answerIn } from '../../support/answer.ts';
import { effectsOf, errorsOf, fieldOf, openAnswerer } from './answerer.ts';

const task = (id: string, name: string, due: string) => ({
  id,
  name,
  department: 'Design',
  responsible: 'Li Ming',
  accountable: 'Chen Jie',
  due,
  output: 'Print file',
});

const open = () =>
  openAnswerer({
    settings: { stuckDays: '8' },
    tabs: { raci: [task('T-0001', 'Packaging design', '2026-03-04'), task('T-0002', 'Price list', '2026-03-12')] },
  });

describe('knowing of it', () => {
  it('is a page with nothing to fill in, which says what it means and what it does not hold up', async () => {
    const answerer = open();
    await answerer.sweep('2026-03-06T09:00');
    const { page, ready } = await answerer.open('Li Ming', 'T-0001', 'ack');
    expect(ready).toBeNull();
    expect(page.form).toMatchObject({ fields: [], submit: 'Got it' });
    expect(effectsOf(page)).toEqual([
      'You won’t be reminded of this before Thu 12 Mar.',
      'If nothing changes by Wed 18 Mar 18:00, Chen Jie and Zhao Yi will still be asked to step in.',
    ]);
  });

  it('lasts until the day it is about, where that is sooner', async () => {
    const answerer = open();
    await answerer.sweep('2026-03-09T09:00');
    const { ready } = await answerer.open('Li Ming', 'T-0002', 'ack', {});
    // Due on Thursday: it is brought up again that morning.
    expect(ready).toMatchObject({
      summary: 'until=2026-03-11',
      next: 'You won’t be reminded of this before Thu 12 Mar.',
    });
  });

  it('writes nothing into the sheets; its day is in the ledger’s key', async () => {
    const answerer = open();
    await answerer.sweep('2026-03-06T09:00');
    const { ready } = await answerer.open('Li Ming', 'T-0001', 'ack', {});
    expect(ready).toMatchObject({
      writes: [],
      undo: [],
      series: 'answer.ack:T-0001:2026-03-11',
      summary: 'until=2026-03-11',
    });
  });
});

describe('being reminded later', () => {
  it('offers workdays to come, and takes none but those', async () => {
    const answerer = open();
    await answerer.sweep('2026-03-06T09:00');
    const { page } = await answerer.open('Li Ming', 'T-0001', 'snooze');
    expect(fieldOf(page, 'again')).toMatchObject({
      value: '2026-03-11',
      choices: ['2026-03-09', '2026-03-11', '2026-03-13', '2026-03-20'].map((key) => ({ key })),
    });
    for (const again of ['2026-03-05', '2026-03-06', '2026-03-08', '2026-03-24', 'soon']) {
      const { page: refused, ready } = await answerer.open('Li Ming', 'T-0001', 'snooze', { again });
      expect([errorsOf(refused), ready], again).toEqual([{ again: 'Choose one of the list.' }, null]);
    }
  });

  it('takes the day that a reply named, and brings it up again on it', async () => {
    const answerer = open();
    await answerer.sweep('2026-03-06T09:00');
    const { ready } = await answerer.open('Li Ming', 'T-0001', 'snooze', { again: '2026-03-23' });
    expect(ready).toMatchObject({
      writes: [],
      series: 'answer.snooze:T-0001:2026-03-22',
      next: 'You won’t be reminded of this before Mon 23 Mar.',
    });
  });

  it('is not nagged about in a mail that comes for something else', async () => {
    const mailOf = async (ack: boolean) => {
      const answerer = open();
      await answerer.sweep('2026-03-05T09:00');
      const at = '2026-03-05T11:00';
      if (ack) {
        const said = await answerIn(answerer.store, {
          by: 'Li Ming',
          item: 'T-0001',
          kind: 'snooze',
          typed: { again: '2026-03-13' },
          at,
        });
        expect(said.page.message?.lines[0]).toBe('You won’t be reminded of this before Fri 13 Mar.');
      }
      const { mails } = await answerer.sweep('2026-03-09T09:00');
      return mails.find((mail) => mail.startsWith('Li Ming'))!;
    };
    expect(await mailOf(false)).toContain('Packaging design');
    const quiet = await mailOf(true);
    expect(quiet).toContain('Price list');
    expect(quiet).not.toContain('Packaging design');
  });
});

describe('the ledger', () => {
  const row = (key: string, to: string, status: string, day: string): LedgerRow => ({
    seq: null,
    key,
    to,
    mail: '',
    status,
    day: dayFromIso(day),
    at: '',
    run: '',
    receipt: '',
    hash: '',
  });
  const KEY = 'answer.ack:T-0001:2026-03-11:1';

  it('says what somebody asked for last and did not take back', () => {
    const asked = (...rows: LedgerRow[]) => readNotified(rows).acknowledged('T-0001', 'li@example.com');
    const first = row(KEY, 'li@example.com', 'answered', '2026-03-06');
    const until = { until: dayFromIso('2026-03-11'), on: dayFromIso('2026-03-06') };
    expect(asked(first)).toEqual(until);
    expect(asked(first, row(KEY, 'li@example.com', 'undone', '2026-03-06'))).toBeNull();
    expect(asked(row(KEY, 'li@example.com', 'unsent', '2026-03-06'))).toBeNull();
    expect(asked(row(KEY, 'wang@example.com', 'answered', '2026-03-06'))).toBeNull();
    const sooner = row('answer.ack:T-0001:2026-03-09:1', 'li@example.com', 'answered', '2026-03-06');
    expect(asked(first, sooner)?.until).toBe(dayFromIso('2026-03-09'));
    expect(asked(first, sooner, { ...sooner, status: 'undone' })).toEqual(until);
    expect(asked(row('answer.ack', 'li@example.com', 'answered', '2026-03-06'))).toBeNull();
  });

  it('keeps what was answered last where somebody takes an earlier answer back', () => {
    const answered = (...rows: LedgerRow[]) => readNotified(rows).answered('redate', 'T-0001');
    const first = row('answer.redate:T-0001:2026-03-06:1', 'li@example.com', 'answered', '2026-03-06');
    const second = row('answer.redate:T-0001:2026-03-06:2', 'wang@example.com', 'answered', '2026-03-06');
    expect(answered(first, second, { ...first, status: 'undone' })).toMatchObject({ address: 'wang@example.com' });
    expect(answered(first, second, { ...second, status: 'undone' })).toBeNull();
  });

  it('takes no answer for a notice', () => {
    const notified = readNotified([row('answer.done:T-0001:2026-03-06:7', 'li@example.com', 'answered', '2026-03-06')]);
    expect(notified.last('answer.done', 'T-0001', '2026-03-06')).toBeNull();
    expect(notified.has('answer.done:T-0001:2026-03-06:7', 'li@example.com')).toBe(false);
  });

  it('knows an answer by its item, whatever the item’s id is made of', () => {
    const key = `${seriesKey(answerRule('ack'), 'Phase 2: 7', '2026-03-11')}:1`;
    expect(isAnswerTo(key, 'Phase 2: 7')).toBe(true);
    expect(isAnswerTo(key, 'Phase 2')).toBe(false);
    expect(isAnswerTo('task.due:T-0001:2026-03-11:1', 'T-0001')).toBe(false);
    const notified = readNotified([row(key, 'li@example.com', 'answered', '2026-03-06')]);
    expect(notified.acknowledged('Phase 2: 7', 'li@example.com')).not.toBeNull();
  });
});
