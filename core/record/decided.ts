/** What an escalation's row says of its decision: nothing yet, a proposal of one side, or that it is decided. */
import type { RecordOf } from '../snapshot.ts';

type Values = RecordOf<'escalations'>;

/**
 * One side wrote down what it proposes and nobody of another side has agreed: one name stands beside it, and no day. What somebody
 * writes without a name there is a decision, as it always was.
 */
export const isProposal = ({ decision, agreedBy, decidedOn, decidedBy, source }: Values): boolean =>
  decision !== '' && source !== 'auto' && agreedBy.length === 1 && decidedOn === null && decidedBy === null;

export const isDecided = (values: Values): boolean => values.decision !== '' && !isProposal(values);
