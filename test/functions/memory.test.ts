import { openMemory } from '../../functions/adapters/memory/store.ts';
import type { WorkbookStore } from '../../functions/ports.ts';
import { workbookStoreContract } from '../contracts/workbook-store.ts';
import { openStarter } from '../support/starter.ts';

workbookStoreContract('memory', async () => {
  let memory = await openStarter();
  const store: WorkbookStore = {
    read: (options) => memory.read(options),
    apply: (writes) => memory.apply(writes),
    archive: (moves, writes) => memory.archive!(moves, writes),
  };
  return {
    store,
    other: store,
    type: async (edits) => memory.type(edits),
    rename: async (from, to) => {
      const raw = await memory.read({ archives: true });
      const sheets = raw.sheets.map((sheet) => (sheet.title === from ? { ...sheet, title: to } : sheet));
      memory = openMemory({ ...raw, sheets });
    },
    version: async () => (await memory.read()).sheets,
    formulaAt: async (...at) => memory.formulaAt(...at),
  };
});
