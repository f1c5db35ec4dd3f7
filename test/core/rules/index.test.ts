import { describe, expect, it } from 'vitest';
import { RULES } from '../../../core/rules/index.ts';

const keys = (belongs: (rule: (typeof RULES)[number]) => boolean): string[] =>
  RULES.filter(belongs).map(({ key }) => key);

describe('the rules', () => {
  it.each([
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
  ] as const)('that are off in a workbook without its sheet of %s', (tab, off) => {
    expect(keys(({ needs }) => needs.includes(tab))).toEqual(off);
  });

  it('are off for want of these sheets alone', () => {
    expect([...new Set(RULES.flatMap(({ needs }) => needs))]).toHaveLength(15);
  });

  it.each([
    ['decide', ['task.stuck']],
    ['soon', ['task.soon']],
    ['waiting', ['task.blocked']],
    [
      null,
      [
        'task.changed',
        'request.changed',
        'stage.moved',
        'dispute.ruled',
        'escalation.over',
        'talk',
        'meeting.invite',
        'meeting.minutes.sent',
        'update.weekly',
        'digest.manager',
        'digest.keeper',
      ],
    ],
  ])('that put their items under “%s” in a mail', (section, own) => {
    expect(keys((rule) => rule.section === section)).toEqual(own);
  });

  it('put all others under what is the reader’s move', () => {
    expect(keys(({ section }) => section === 'move')).toHaveLength(RULES.length - 14);
  });
});
