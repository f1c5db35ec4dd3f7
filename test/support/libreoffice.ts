import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const NAMES = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
const INSTALL = 'LibreOffice is not installed. Run: apt-get install -y libreoffice-calc fonts-noto-cjk';

const answers = (name: string): boolean => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/**
 * The command that starts LibreOffice, or null: then say so and skip (`describe.skipIf(!soffice)`). Where CI=true its
 * absence is a failure, so that no test is ever skipped unseen.
 */
export const findLibreOffice = (): string | null => {
  const found = NAMES.find(answers);
  if (found) return found;
  if (process.env.CI === 'true') throw new Error(INSTALL);
  console.warn(`Skipped: ${INSTALL}`);
  return null;
};

/** Opens a workbook, calculates every formula, and saves it in another format, as a person's LibreOffice would. */
export const convert = async (soffice: string, workbook: Buffer, to: 'xlsx' | 'pdf'): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'baton-libreoffice-'));
  try {
    await writeFile(join(folder, 'in.xlsx'), workbook);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const out = join(folder, 'out');
    await promisify(execFile)(soffice, [
      profile,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      out,
      join(folder, 'in.xlsx'),
    ]);
    return await readFile(join(out, `in.${to}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
