/** In Chinese: what the page says around an answer. */
import type { Language } from '../language.ts';

export const page: Language['page'] = {
  optional: '（可不填）',
  choose: '请选择',
  again: '再试一次',
  rest: '其余内容',
  written: '写进表里的内容',
  subscribe: '把我的日期订阅到自己的日历',
  whatItHas: '要你办的事列在截止那天，请你参加的会也在里面，有变动会自己更新。',
  address: '你的日历地址',
  programs: [
    { title: 'iPhone、iPad 和 Mac', text: '日历，添加订阅日历：粘贴这个地址。' },
    { title: 'Outlook', text: '添加日历，从 Web 订阅：粘贴这个地址。' },
    { title: 'Google 日历', text: '其他日历，＋，通过网址添加：粘贴这个地址。' },
  ],
  addressNotes: [
    '请复制地址；用浏览器打开只能看到现在的样子。',
    '拿到地址的人都能看到这些日期，但什么也改不了，请不要转给别人。工作簿的专人可以让它作废。',
  ],
  moreChanges: ({ count }) => `另外 ${count} 处`,
};
