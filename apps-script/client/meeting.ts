/** The dialog that plans a meeting. */
import { rowForm } from './row-form.ts';
import { start } from './start.ts';

void start(() => rowForm('meetings'));
