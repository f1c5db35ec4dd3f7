/** The answers that sign a document and approve minutes. */
import { FORMAT } from '../messages/format.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { hasColumn, todayIn } from './about.ts';
import { changedSince, documentOf, minutesOf } from './document.ts';
import type { AnswerForm } from './kind.ts';
import { setting } from './rows.ts';

/** A signature under what the page shows: its date, and the fingerprint of that very text. */
export const sign: AnswerForm = (about, form) => {
  const { facts, id, by, owner } = about;
  const { policy, rows } = facts.snapshot;
  const row = rows.signoffs.find((other) => other.id === id)?.values;
  form.tick('signRead');
  return {
    document: [...changedSince(about), ...documentOf(about)],
    work: () => {
      // The text may have changed since the sweep that asked for it; what is shown now is what is signed.
      const text = facts.flow.updates.find((write) => write.tab === 'signoffs' && write.item === id)?.values
        .fingerprint;
      const covered = owner ? LANGUAGES[policy.locale].answer.document.signedFor(owner.name, by.name) : '';
      const note = [row?.note, covered].filter(Boolean).join(FORMAT[policy.locale].semicolon);
      return setting(facts, 'signoffs', id, {
        signedOn: todayIn(about),
        ...(text === undefined ? {} : { fingerprint: text }),
        ...(covered !== '' && hasColumn(about)('signoffs', 'note') ? { note } : {}),
      });
    },
    summary: () => ({ signed: 'yes' }),
  };
};

/** The host's approval of a meeting's minutes. */
export const approve: AnswerForm = (about, form) => {
  const { facts, id } = about;
  form.tick('approveRead');
  return {
    document: [...changedSince(about), ...minutesOf(about, id)],
    work: () => setting(facts, 'meetings', id, { approvedOn: todayIn(about) }),
    summary: () => ({ approved: 'yes' }),
  };
};
