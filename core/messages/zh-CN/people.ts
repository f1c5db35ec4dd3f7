/** In Chinese: taking people and their addresses into the directory. */
import type { Language } from '../language.ts';
import { spaced } from './format.ts';

const counted = ({ added, filled, known }: Parameters<Language['people']['wrote']>[0]) =>
  [added > 0 && `新增 ${added} 人`, filled > 0 && `补上 ${filled} 个邮箱`, known > 0 && `${known} 人已经在里面`]
    .filter((part) => part !== false)
    .join('，');

export const people: Language['people'] = {
  nobodyListed:
    '里面没有找到邮箱。请给一份“李明 <li@example.com>”这样的名单、一个 vCard（.vcf），或一张有姓名和邮箱的表。',
  noDirectory: ({ name }) => `${name} 里没有通讯录。请先运行 adopt，它会加上。`,
  notTaken: '写入时通讯录一直有人在改。请再运行一次。',
  noFile: ({ path }) => `读不了 ${path}。请给一个文件，或用 - 粘贴名单。`,
  notAPair: ({ text }) => `“${text}”没有写成一对。请写成“表里的叫法=名单里的姓名”：--same "小明=李明"`,

  wrote: (count) => `通讯录：${counted(count) || '没有新内容'}。`,
  would: (count) => `如果写入，通讯录：${counted(count) || '没有新内容'}。`,
  added: '新增：',
  filled: '补上邮箱：',
  replaced: '更换邮箱：',
  instead: ({ name, email, was }) => `${name} <${email}>，原来是 <${was}>`,
  asked: ({ count }) => `有 ${count} 处要请你定，定之前没有写入：`,
  likely: ({ text, name, email }) =>
    spaced`“${text}”可能是${name} <${email}>。是的话加上 --same "${text}=${name}"，不是的话加上 --apart "${name}"。`,
  conflict: ({ name, email, has }) =>
    spaced`${name}在通讯录里是 <${has}>，名单里是 <${email}>。要用新的，请加上 --replace "${name}"。`,
  several: ({ name, emails }) =>
    spaced`${name}在名单里有 ${emails.map((email) => `<${email}>`).join('、')}，请只留一个。`,
  nameless: ({ email }) => `<${email}> 没有姓名，请写在邮箱前面。`,
  unread: ({ line }) => `“${line}”里读不出邮箱。`,
};
