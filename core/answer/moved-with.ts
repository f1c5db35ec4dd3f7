/** What a new date of a task moves, and who is told of it. */
import type { Item } from '../item.ts';
import { nameOf, ownerOf } from '../mail/reader.ts';
import type { Line } from '../text/span.ts';
import { oneLine } from '../text/width.ts';
import type { Day } from '../time/day.ts';
import { slipOf } from '../what-if/slip.ts';
import { type Asked, dayIn } from './about.ts';

/** What moves with it: this many by name. */
const NAMED = 5;

/** What moves, line by line, and who is told. */
export interface MovedWith {
  readonly lines: readonly Line[];
  readonly told: Line;
}

export const movedWith = (about: Asked, item: Item, day: Day): MovedWith => {
  const { facts, say, by } = about;
  const { moves, nodes, told } = slipOf(facts, item, day);
  const others = told.filter((person) => person !== by).map(({ name }) => oneLine(name));
  const lines = [
    ...moves
      .slice(0, NAMED)
      .map((move) =>
        say.effect.moves(nameOf(move.item), ownerOf(move.item), dayIn(about, move.from), dayIn(about, move.to)),
      ),
    ...(moves.length > NAMED ? [[say.effect.more(moves.length - NAMED)]] : []),
    ...nodes.map(({ kind, name, from, planned, to }) =>
      say.effect.node(
        kind,
        oneLine(name),
        dayIn(about, from),
        to === planned ? null : dayIn(about, to),
        planned === from ? null : dayIn(about, planned),
      ),
    ),
  ];
  return { lines, told: [others.length > 0 ? say.effect.told(others.length, others) : say.effect.nobodyTold] };
};
