/** In Chinese: what of minutes was not understood, or not entered, and takes a person. */
import type { Language } from '../language.ts';

export const minutesDoubts: Language['minutesDoubts'] = {
  'no-host': () => '没有写谁主持。',
  host: (text) => `主持人“${text}”不在通讯录里。`,
  'near-host': (text, near) => `主持人“${text}”不在通讯录里。如果是${near}，请改成这个名字。`,
  recorder: (text) => `记录人“${text}”不在通讯录里。`,
  'near-recorder': (text, near) => `记录人“${text}”不在通讯录里。如果是${near}，请改成这个名字。`,
  presenter: (text) => `汇报人“${text}”不在通讯录里。`,
  'near-presenter': (text, near) => `汇报人“${text}”不在通讯录里。如果是${near}，请改成这个名字。`,
  'near-attendee': (text, near) => `“${text}”不在通讯录里，没有填入。如果是${near}，请在会议那一行补上。`,
  departments: (text) => `工作簿里没有这样的部门，没有填入：${text}。`,
  attendees: (text) => `不在通讯录里，没有填入：${text}。`,
  'same-day': (text) => `工作簿里同一天另有会议 ${text}。如果是同一次，请用同一个名称。`,
  unread: () => '这一行没有读懂，没有填入。',
  left: (text) => `不在任何议题下面，没有填入：第 ${text.replaceAll(', ', '、')} 行。`,
  'long-points': () => '这个议题下面写的太多，只填入了开头。',
  decision: () => '这条结论不在任何议题下面，没有填入。',
  'no-owner': () => '没有写由谁做。',
  owner: (text) => `“${text}”不在通讯录里。`,
  'near-owner': (text, near) => `“${text}”不在通讯录里。如果是${near}，请改成这个名字。`,
  everybody: (text) => `“${text}”不是一个人，请写定一位责任人。`,
  owners: (text) => `${text}：责任人只能是一位，其他人写在别处。`,
  'no-due': () => '没有写何时之前。',
  'unclear-due': (text) => `“${text}”不是确定的一天。`,
};
