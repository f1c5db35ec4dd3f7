/** Where the workbook of a trial is, with a disk that can be full. */
import { inAll } from '../../../core/messages/in-all.ts';
import type { MemoryStore } from '../../../functions/adapters/memory/store.ts';
import { BatonError } from '../../../functions/errors.ts';
import type { WorkbookStore } from '../../../functions/ports.ts';
import { createLife } from '../matrix/bench.ts';
import { diskParts, layOut } from '../matrix/benches/disk.ts';
import { diskError } from '../matrix/benches/disk-gate.ts';
import { type StoryMoment, workbookAt } from './moments.ts';

export interface Ground {
  /** The workbook as a process of its own has it. */
  readonly store: () => WorkbookStore;
  /** Nothing can be written: this once, or until it is calm again. */
  readonly fill: (how: 'once' | 'for long') => void;
  readonly calm: () => void;
  readonly close: () => Promise<void>;
}

export interface GroundKind {
  readonly key: string;
  readonly open: (moment: StoryMoment) => Promise<Ground>;
}

/** A workbook in memory: every write fails as a whole. */
export const groundOf = (store: MemoryStore): Ground => {
  let full: 'once' | 'for long' | null = null;
  return {
    store: () => ({
      read: () => store.read(),
      apply: async (writes) => {
        if (full === null) return store.apply(writes);
        if (full === 'once') full = null;
        throw new BatonError('backend', 'test', inAll('standIn').failure);
      },
    }),
    fill: (how) => {
      full = how;
    },
    calm: () => {
      full = null;
    },
    close: async () => {},
  };
};

export const memoryGround: GroundKind = { key: 'memory', open: async (moment) => groundOf(workbookAt(moment)) };

/** A file in a folder of this machine; its disk says ENOSPC to each call that would write. */
export const xlsxGround: GroundKind = {
  key: 'xlsx-file',
  open: async (moment) => {
    const { workbook, outbox, gate, close } = await layOut(workbookAt(moment));
    return {
      store: () => diskParts(createLife(), workbook, outbox).store,
      fill: (how) => {
        let isFull = true;
        const before = (name: string) => {
          if (!isFull || name !== 'write it') return;
          if (how === 'once') isFull = false;
          throw diskError('ENOSPC', 'write');
        };
        gate.arm(gate.places.length + 1, { before }, true);
      },
      calm: gate.calm,
      close,
    };
  },
};
