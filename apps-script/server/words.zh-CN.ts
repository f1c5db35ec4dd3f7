import type * as en from './words.en.ts';

export const edit: typeof en.edit = {
  sign: '接力：',
};
