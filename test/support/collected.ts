/** Whether the collector takes what nobody holds. */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many of these are left: the engine may hold something for a moment, while it makes code of what has run. */
export const stillHeld = async (refs: readonly WeakRef<object>[], atMost = 0): Promise<number> => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let left = refs.length;
  for (let turn = 0; turn < 40 && left > atMost; turn++) {
    await setTimeout(turn);
    collect();
    left = refs.filter((ref) => ref.deref() !== undefined).length;
  }
  return left;
};
