import { workbookStoreContract } from '../contracts/workbook-store.ts';
import { openStarter } from '../support/starter.ts';

workbookStoreContract('memory', async () => {
  const store = await openStarter();
  return {
    store,
    other: store,
    type: async (edits) => store.type(edits),
    version: async () => (await store.read()).sheets,
    formulaAt: async (...at) => store.formulaAt(...at),
  };
});
