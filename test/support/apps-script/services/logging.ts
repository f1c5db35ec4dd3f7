import { SELF, Service } from '../strict.ts';

const text = (parts: readonly unknown[]): string =>
  parts.map((one) => (typeof one === 'string' ? one : (JSON.stringify(one) ?? String(one)))).join(' ');

/** The old log; kept with the execution. */
export const Logger: Service<undefined> = new Service<undefined>('Logger', {
  log: [
    'any…',
    (_self, run, ...parts: unknown[]) => {
      run.logs.push(text(parts));
      return SELF;
    },
  ],
  getLog: ['', (_self, run) => run.logs.join('\n')],
  clear: [
    '',
    (_self, run) => {
      run.logs.length = 0;
    },
  ],
});

const write = [
  'any…',
  (_self: undefined, run: { readonly logs: string[] }, ...parts: unknown[]): void => {
    run.logs.push(text(parts));
  },
] as const;

/** Cloud logging: only what Apps Script's console has (reference: console; no table, group or dir). */
export const Console: Service<undefined> = new Service<undefined>('console', {
  log: write,
  info: write,
  warn: write,
  error: write,
  time: ['string', () => undefined],
  timeEnd: ['string', () => undefined],
});
