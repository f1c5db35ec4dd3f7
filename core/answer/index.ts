import type { Facts } from '../facts/index.ts';
import type { Person } from '../snapshot.ts';
import type { AnswerKind } from './model.ts';

/** What this person may answer about an item today; empty where nothing of it is theirs, or it is closed. */
export const answersOf = (_facts: Facts, _person: Person, _item: string): readonly AnswerKind[] => [];
