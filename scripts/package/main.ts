/** `npm run package`: the package that is installed as `baton`, in dist/. `-- --notice` writes NOTICE, and nothing else. */
import { stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../deploy/bundle.ts';
import { bundlePackage, makePackage } from './make.ts';
import { NOTICE, noticeOf, writtenNotice } from './notice.ts';

const { values } = parseArgs({ options: { notice: { type: 'boolean', default: false } } });

if (values.notice) {
  await writeFile(NOTICE, noticeOf((await bundlePackage()).metafile));
} else {
  const { file, addOn, bundle } = await makePackage(join(ROOT, 'dist'));
  const { size } = await stat(file);
  console.log(`${relative(ROOT, file)}: ${size.toLocaleString('en')} bytes`);
  console.log(`${relative(ROOT, addOn)}: the add-on’s files, to be pasted by hand`);
  console.log(`npx ./${relative(process.cwd(), file)} --help`);
  if (noticeOf(bundle.metafile) !== writtenNotice()) {
    console.error('NOTICE is not what is bundled: npm run package -- --notice, commit it, and build again.');
    process.exitCode = 1;
  }
}
