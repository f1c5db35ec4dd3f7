/** The answer that says how far a task is: its status, share and risk. */
import type { StatusKey } from '../snapshot.ts';
import { plain } from '../text/span.ts';
import { type Asked, hasColumn, taskOf, todayIn } from './about.ts';
import { choicesOf } from './choices.ts';
import { hints } from './hints.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

const OPEN: readonly StatusKey[] = ['not-started', 'in-progress', 'delayed', 'blocked'];

/** What an edit check would say of a share that does not fit the status. */
const mismatch = (about: Asked, status: string, progress: number | null): string | null => {
  const found = hints(about, 'tracker', { status: (status || null) as StatusKey | null, progress }, 'progress')[0];
  return found ? found.map(plain).join('') : null;
};

/** How far it is. */
export const progress: AnswerForm = (about, form) => {
  const { facts, say, id, reader } = about;
  const item = taskOf(about);
  const has = (column: string) => hasColumn(about)('tracker', column);
  const status = has('status')
    ? form.option('status', choicesOf('tracker', 'status', reader.locale, OPEN), {
        required: true,
        value: item.status === 'not-started' ? 'in-progress' : item.status,
      })
    : '';
  const share = has('progress')
    ? form.percent('progress', ['tracker', 'progress'], {
        value: item.progress,
        refuse: (value) => (value === 1 ? say.error.allDone : mismatch(about, status, value)),
      })
    : null;
  const output = has('output') ? form.text('result', ['tracker', 'output'], { value: item.evidence }) : null;
  if (item.risk === '') form.fold(say.field.risk.label);
  const risk = has('risk') ? form.text('risk', ['tracker', 'risk'], { value: item.risk }) : null;
  form.fold('');
  const values = {
    ...(has('progress') ? { progress: share } : {}),
    ...(status === '' ? {} : { status: status as StatusKey }),
    ...(output === null ? {} : { output }),
    ...(risk === null ? {} : { risk }),
  };
  return {
    work: () => setting(facts, 'tracker', id, { ...values, updatedOn: todayIn(about) }),
    summary: () => ({
      ...(status === '' ? {} : { status }),
      ...(share === null ? {} : { progress: `${Math.round(share * 100)}%` }),
    }),
  };
};
