/** Every sentence that shows a reply back to its writer, in Chinese. */
import type { ReplyMessages } from '../reply-messages.ts';
import { spaced } from './format.ts';

export const reply: ReplyMessages = {
  subject: (understood, asked) =>
    understood === 0
      ? '你的回复：请再说明一下意思'
      : asked === 0
        ? `你的回复：${understood} 项答复待确认`
        : `你的回复：${understood} 项待确认，${asked} 项待选择`,
  headline: (understood, asked) =>
    understood === 0
      ? '请再说明一下意思'
      : asked === 0
        ? `${understood} 项答复待确认`
        : `${understood} 项待确认，${asked} 项待选择`,
  section: '你的回复',
  which: '你说的是哪一项？',
  intro: '你的回复读作以下内容。确认之前，什么都不会写入。',
  introAsked: '你的回复没能读准，什么都没有写入。请选择你的意思。',
  understood: (kind) => `读作：${kind}`,
  maybe: (kind) => `可能是：${kind}`,
  notUnderstood: '没能读懂',
  due: (day) => `截止 ${day}`,
  confirm: '查看并确认',
  choose: '选择答复',
  other: '其他答复',
  said: (text) => `你写的是：“${text}”`,
  field: (label, value) => `${label}：${value}`,
  doubt: {
    question: () => '这是一个问题，需要有人来答，接力答不了。',
    hedged: () => '话里带有条件，或者说得不确定。',
    'not-done': () => '说的是还没有完成。请写明进度，或给出新日期。',
    mixed: () => '说了几件互相对不上的事。',
    'which-item': () => '没有说是哪一项。请写上编号。',
    'unknown-item': () => '那封邮件没有请你答复这一项。',
    'which-date': () => '没有说出确定的一天。',
    'which-answer': () => '可能有几种意思。',
    past: () => '所说的日期已经过去。',
    same: () => '所说的日期就是现在的截止日期。',
    'before-due': () => '所说的日期早于截止日期。',
    'later-than-due': () => '所说的日期晚于截止日期。如果要改期，请写明原因。',
    'day-off': ({ named, proposed }) => spaced`${named}是休息日，建议：${proposed}。`,
    far: () => '最多可以有 10 个工作日不提醒。',
    'not-theirs': () => '这项答复在这里不由你给出，或者事项已经结束。',
    unread: () => '有一部分没能读懂。',
    nothing: () => '没有可以写入的内容。',
  },
  lapsed: {
    subject: '你的回复来得太晚，没有读取',
    intro: (open) =>
      `你回复的那封邮件已超过二十个工作日，里面的内容可能有了变化，什么都没有写入。${open === 0 ? '其中没有等你答复的事项了。' : '其中今天仍等你答复的：'}`,
    section: '仍未完成',
  },
  footer: '你回复了接力的邮件，所以收到这封信。只有按钮打开的页面才会写入内容。',
};
