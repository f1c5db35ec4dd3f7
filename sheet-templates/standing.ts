/** The columns that show what Baton makes of a row. */
import { type Column, w } from './types.ts';

/** The columns in which a tab of the process shows what Baton makes of a row. */
export const STANDING = {
  standing: {
    header: w('目前情况', 'Where it stands'),
    aliases: [],
    type: 'text',
    help: w('由接力根据各表推出，不必填写。', 'Derived by Baton from the sheets. Nothing to fill in.'),
    width: 18,
    lookup: { tab: '_state', column: 'standing' },
  },
  court: {
    header: w('现在轮到', 'Whose move'),
    aliases: [],
    type: 'text',
    help: w('事情在谁手上。', 'Who holds the ball.'),
    width: 12,
    lookup: { tab: '_state', column: 'court' },
  },
  next: {
    header: w('下一步', 'What happens next'),
    aliases: [],
    type: 'text',
    help: w('如果没有变化，接力接下来会做什么。', 'What Baton does next if nothing moves.'),
    width: 38,
    lookup: { tab: '_state', column: 'next' },
  },
} as const satisfies Record<string, Column>;
