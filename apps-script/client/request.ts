/** The dialog that makes a request. */
import { rowForm } from './row-form.ts';
import { start } from './start.ts';

void start(() => rowForm('requests'));
