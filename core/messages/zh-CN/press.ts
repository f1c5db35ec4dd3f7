/** In Chinese: what is asked and said when somebody answers with a press in a chat's card. */
import type { Language } from '../language.ts';

export const press: Language['press'] = {
  sure: {
    done: (task) => `“${task}”会在工作簿里标为已完成。`,
    snooze: (task) => `过几个工作日再提醒你“${task}”。`,
    ack: (task) => `这几个工作日不再提醒你“${task}”。`,
  },
  no: '取消',
  underway: '已收到，正在写入，结果马上在这里告诉你。',
  already: '这件事你已经答复过，没有再写一次。',
  stranger: '这张卡片是发给别人的，没有写入任何内容。请在发给你的卡片上答复。',
  words: '这件事现在不能直接按按钮答复，没有写入任何内容。请打开页面看看现在的情况。',
  busy: '工作簿正在使用中，没有写入任何内容，请过一会儿再按。',
  open: '打开页面',
};
