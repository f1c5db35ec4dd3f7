import { describe, expect, it } from 'vitest';
import { stops } from '../../../core/messages/en/sentences.ts';
import { DUTIES } from '../../../core/rules/duties.ts';
import { RULES } from '../../../core/rules/index.ts';

/** Said here once more, by hand, for the rules that it names: which are off without a sheet, and where a mail has them. */
const OFF_WITHOUT: readonly (readonly [string, readonly string[]])[] = [
  [
    'raci',
    [
      'task.stuck',
      'task.overdue',
      'task.reason',
      'task.due',
      'task.collect',
      'task.soon',
      'task.blocked',
      'task.start',
      'task.changed',
      'division',
      'update.weekly',
      'digest.manager',
    ],
  ],
  ['tracker', ['task.reason', 'task.collect', 'update.weekly']],
  [
    'requests',
    [
      'request.incomplete',
      'request.sent-back',
      'request.review',
      'division',
      'request.changed',
      'stage.due',
      'stage.moved',
      'acceptance',
      'retrospective',
      'archive',
    ],
  ],
  ['confirmations', ['assessment', 'assessment.adjust', 'confirmation.sign', 'request.changed']],
  ['signoffs', ['confirmation.sign', 'division.sign', 'minutes.sign']],
  [
    'meetings',
    [
      'division',
      'meeting.materials',
      'meeting.minutes',
      'topic.followup',
      'topic.back',
      'meeting.invite',
      'meeting.minutes.sent',
    ],
  ],
  ['topics', ['topic.followup', 'topic.back']],
  ['stages', ['stage.due', 'stage.moved']],
  ['escalations', ['dispute', 'dispute.feedback', 'dispute.ruled']],
  ['acceptance', ['acceptance', 'retrospective', 'archive']],
  ['retrospective', ['retrospective']],
  ['archive', ['archive']],
  ['communications', ['talk']],
  ['departments', ['update.weekly', 'digest.manager']],
  ['settings', ['digest.keeper']],
];
const SECTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['decide', ['task.stuck']],
  ['soon', ['task.soon']],
  ['waiting', ['task.blocked']],
  ['update', ['update.weekly']],
  ['overview', ['digest.manager']],
  ['mend', ['digest.keeper']],
  [
    'know',
    [
      'task.changed',
      'request.changed',
      'stage.moved',
      'dispute.ruled',
      'escalation.over',
      'talk',
      'meeting.invite',
      'meeting.minutes.sent',
    ],
  ],
];
const NAMED = new Set([...OFF_WITHOUT, ...SECTIONS].flatMap(([, keys]) => keys));

type Rule = (typeof RULES)[number];
const keys = (belongs: (rule: Rule) => boolean): string[] =>
  RULES.filter((rule) => NAMED.has(rule.key) && belongs(rule)).map(({ key }) => key);

describe('the rules', () => {
  it('are each listed once, and whatever has words is listed', () => {
    expect(RULES.map(({ key }) => key).sort()).toEqual([...Object.keys(stops), ...Object.keys(DUTIES)].sort());
  });

  it.each(OFF_WITHOUT)('that are off in a workbook without its sheet of %s', (tab, off) => {
    expect(keys(({ needs }) => needs.some((need) => need === tab))).toEqual(off);
  });

  it('are off for want of these sheets alone', () => {
    const needed = new Set(RULES.flatMap(({ key, needs }) => (NAMED.has(key) ? needs : [])));
    expect([...needed].sort()).toEqual(OFF_WITHOUT.map(([tab]) => tab).sort());
  });

  it.each(SECTIONS)('that put their items under “%s” in a mail', (section, own) => {
    expect(keys((rule) => rule.section === section)).toEqual(own);
  });

  it('put all others under what is the reader’s move', () => {
    expect(keys(({ section }) => section === 'move')).toHaveLength(
      NAMED.size - SECTIONS.flatMap(([, own]) => own).length,
    );
  });
});
