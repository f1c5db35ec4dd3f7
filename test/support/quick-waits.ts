/**
 * For programs that tests start with `--import`: what is waited for before another attempt takes a hundredth of its time, so that a letter that a
 * server puts off is tried as often as it ever is, and nobody looks on.
 */
import { REAL, type Time } from '../../functions/remote/patience.ts';

const { sleep } = REAL;
(REAL as { -readonly [K in keyof Time]: Time[K] }).sleep = (ms) => sleep(ms / 100);
