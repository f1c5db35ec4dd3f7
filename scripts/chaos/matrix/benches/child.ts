/**
 * A sweep or an answer in a process of its own, which is killed at a call to the disk as by a power cut:
 * `node child.ts BASE STORY NTH before|after NOW`. Prints what came of it where it lives on.
 */
import { type Bench, createLife } from '../bench.ts';
import { faultStory, type StoryName } from '../stories.ts';
import { diskParts, groundAt, rawAt } from './disk.ts';
import { openGate } from './disk-gate.ts';

const [, , base = '', story = 'sweep', nth = '1', when = 'before', now = '0'] = process.argv;
const { workbook, outbox } = groundAt(base);
const gate = openGate(base);
gate.arm(Number(nth), { [when]: () => process.kill(process.pid, 'SIGKILL') });
const life = createLife();
let time = Number(now);
const bench = {
  now: () => time,
  advance: async (ms: number) => {
    time += ms;
  },
  raw: () => rawAt(workbook),
} as Bench;
const own = { ...diskParts(life, workbook, outbox), until: life.until };
console.log(JSON.stringify(await faultStory(story as StoryName, bench).tell(own)));
