import type { StatusKey } from '../snapshot.ts';
import { hasColumn, todayIn } from './about.ts';
import { choicesOf } from './choices.ts';
import { hints } from './hints.ts';
import type { Kind } from './kind.ts';
import { setting } from './rows.ts';

const OPEN: readonly StatusKey[] = ['not-started', 'in-progress', 'delayed', 'blocked'];

/** How far it is. */
export const progress: Kind = (about, form) => {
  const { facts, say, id, reader } = about;
  const item = about.item!;
  const has = (column: string) => hasColumn(about)('tracker', column);
  const share = has('progress')
    ? form.percent('progress', ['tracker', 'progress'], {
        value: item.progress,
        refuse: (value) => (value === 1 ? say.error.allDone : null),
      })
    : null;
  const status = has('status')
    ? form.option('status', choicesOf('tracker', 'status', reader.locale, OPEN), {
        required: true,
        value: item.status === 'not-started' ? 'in-progress' : item.status,
      })
    : '';
  const output = has('output') ? form.text('result', ['tracker', 'output'], { value: item.evidence }) : null;
  const risk = has('risk') ? form.text('risk', ['tracker', 'risk'], { value: item.risk }) : null;
  const values = {
    ...(has('progress') ? { progress: share } : {}),
    ...(status === '' ? {} : { status: status as StatusKey }),
    ...(output === null ? {} : { output }),
    ...(risk === null ? {} : { risk }),
  };
  return {
    effects: form.sound ? hints(about, 'tracker', values) : [],
    work: () => setting(facts, 'tracker', id, { ...values, updatedOn: todayIn(about) }),
    summary: () => ({
      ...(status === '' ? {} : { status }),
      ...(share === null ? {} : { progress: `${Math.round(share * 100)}%` }),
    }),
  };
};
