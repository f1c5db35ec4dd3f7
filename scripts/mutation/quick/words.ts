import { normal as made } from '../../../core/text/words.ts';

export * from '../../../core/text/words.ts';

const MOST = 50_000;
const forms = new Map<string, string>();

/** Stands in for core's: a run compares the same headers and names again and again. */
export const normal = (text: string): string => {
  let form = forms.get(text);
  if (form === undefined) {
    form = made(text);
    if (forms.size >= MOST) forms.clear();
    forms.set(text, form);
  }
  return form;
};
