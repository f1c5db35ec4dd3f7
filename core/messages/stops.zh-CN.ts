/** In Chinese: what would stop each rule's notice, as `explain` tells it. */
import type { StopFacts } from './facts.ts';
import type { Sentences } from './speaker.ts';

const FINISHED = '任务完成、取消或改到更晚，就不再说。';
const ONCE = '只说一次。';

export const stops: Sentences<StopFacts> = {
  'task.soon': () => FINISHED,
  'task.due': () => FINISHED,
  'task.overdue': () => '任务完成或取消，或者有了还没到的新日期，就停止。',
  'task.reason': () => '跟踪表里写了原因或新日期，或者任务完成，就停止。',
  'task.collect': (_, s) => `跟踪表的“${s.column('tracker', 'output')}”里写了交付的成果，就停止。`,
  'task.stuck': () => '跟踪表里有任何进展（状态、进度、成果、风险、原因或新日期），或者写下了裁决，就停止。',
  'task.blocked': (f, s) =>
    f
      ? `“${s.text(f.predecessorName)}”完成或重新按时，或者这项任务改到 ${s.date(f.earliestStart)} 及以后开始，就不再说。`
      : '它等的任务完成或重新按时，就不再说。',
  'task.changed': () => `${ONCE}检查之前改回原样，就不说。`,
  'request.incomplete': () => '缺的都填上，目标可以衡量，就停止。',
  'request.sent-back': () => '填了新的提交日期，就停止。',
  'request.changed': () => `${ONCE}检查之前改回原文，就不说。`,
  'stage.moved': () => `${ONCE}检查之前改回原来的日期，就不说。`,
  'topic.back': () => `${ONCE}议题从会议里撤下，就不说。`,
  'dispute.ruled': () => `${ONCE}裁决换了说法才会再说。`,
  'escalation.over': () => ONCE,
  talk: () => ONCE,
  'meeting.invite': () => `${ONCE}日期、时间或地点变了会再说；会议开完就不说。`,
  'meeting.minutes.sent': () => ONCE,
  'update.weekly': (f, s) => (f ? `在跟踪表里更新 ${s.list(f.items)}，就停止。` : '在跟踪表里更新，就停止。'),
  'digest.manager': () => '每周一次，没有要说的就不寄。',
  'digest.keeper': () => `${ONCE}改好了就不说。`,
};

export const duty = (ask: string): string => `做到这一步就了结：${ask}`;
