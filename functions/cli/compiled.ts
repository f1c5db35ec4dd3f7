/**
 * Comes before the commands of the repository (`node --import`): what Node makes of the scripts is kept for the next call. Taking the types out of
 * them takes longer than most calls.
 */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Beside the packages, where git does not look and only who may change the scripts can write. Older Nodes keep nothing.
module.enableCompileCache?.(fileURLToPath(new URL('../../node_modules/.cache/baton', import.meta.url)));
