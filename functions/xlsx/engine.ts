/** Keeps V8 to less memory while a long workbook is swept. It cannot know when little is alive: see docs/decisions/0088-what-nobody-holds.md. */
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MiB = 1 << 20;

/** Room for new objects, in bytes. V8 takes eight times as much where much stays alive, and is hardly quicker for it. */
const ENOUGH = 16 * MiB;

/** The last Node on which the flag was tried. One that has it no more would say so to whoever sweeps. */
const TRIED = 24;
const isTried = Number.parseInt(process.versions.node, 10) <= TRIED;

/** Lets the room for new objects grow no further once it is enough. Asked for with each long file, since V8 makes it smaller where little is done. */
export const keepNewSmall = (): void => {
  if (!isTried) return;
  const room = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0;
  setFlagsFromString(`--semi-space-growth-factor=${room < ENOUGH ? 2 : 1}`);
};

/** So much more than was alive is worth a look at all that is. */
const WORTH_IT = 64 * MiB;

let alive = 0;
let collect: (() => void) | null = null;

/** Takes what nobody holds any more, where there may be much of it: V8 lets a heap grow to three times what was alive, and then does so in the middle of a write. */
export const collectGrown = (): void => {
  if (getHeapStatistics().used_heap_size < alive + WORTH_IT) return;
  collect ??= collector();
  collect();
  alive = getHeapStatistics().used_heap_size;
};

const collector = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof gc === 'function' ? () => void gc() : () => {};
};
