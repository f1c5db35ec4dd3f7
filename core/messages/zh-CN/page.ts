/** In Chinese: what the page says around an answer. */
import type { Language } from '../language.ts';

export const page: Language['page'] = {
  optional: '（可不填）',
  choose: '请选择',
  again: '再试一次',
  rest: '其余内容',
  written: '写进表里的内容',
  moreChanges: ({ count }) => `另外 ${count} 处`,
};
