import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/**
 * A process that adds 1 to cell A1 of a workbook: `node xlsx-writer.ts FILE TIMES [STEP]`. With a step (`rename before`,
 * `open after` …) it is killed there, as by a power cut. RUN_AS is the user it
 * becomes. Prints `done`, or the error's code.
 */
const [, , path = '', times = '1', step] = process.argv;

if (step) {
  const [name, when] = step.split(' ') as ['open' | 'rename' | 'readFile', 'before' | 'after'];
  const original = fs[name] as (...args: unknown[]) => Promise<unknown>;
  const die = () => process.kill(process.pid, 'SIGKILL');
  // Only steps of the write count: those on the temp file, and the rename.
  const patched = async (...args: unknown[]) => {
    const counts = String(args[0]).endsWith('.baton-tmp');
    if (counts && when === 'before') die();
    const result = await original(...args);
    if (counts && when === 'after') die();
    return result;
  };
  Object.assign(fs, { [name]: patched });
  syncBuiltinESMExports();
}

const { changeXlsxFile } = await import('../../functions/adapters/xlsx-file/store.ts');
const user = Number(process.env.RUN_AS ?? 0);
if (user) {
  process.setgid!(user);
  process.setuid!(user);
}
try {
  for (let i = 0; i < Number(times); i++) {
    await changeXlsxFile(path, ({ sheets }) => {
      const value = Number(sheets[0]!.rows[0]!.cells[0]) + 1;
      return { edits: [{ sheet: sheets[0]!.title, row: 1, column: 1, value }], addSheets: [], result: null };
    });
  }
  console.log('done');
} catch (error) {
  console.log((error as { code?: string }).code ?? String(error));
}
