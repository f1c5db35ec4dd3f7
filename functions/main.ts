import { http } from '@google-cloud/functions-framework';
import { readConfig } from './config.ts';
import { BatonError } from './errors.ts';
import { type Endpoint, type Host, queryOf, reply, wordsOf } from './http/call.ts';
import { noRespond } from './http/respond.ts';
import { createLifetime } from './lifetime.ts';
import { type FunctionName, NAMES, openService, type Service } from './service.ts';

// Unless told otherwise the framework answers a body that it cannot parse with a stack trace.
process.env.NODE_ENV ??= 'production';

const lifetime = createLifetime();
const write = (line: string): void => void process.stdout.write(`${line}\n`);

interface Opened {
  readonly host: Host;
  readonly service: Service;
}
let opened: Opened | undefined;

const open = (): Opened => {
  const config = readConfig(process.env);
  const host = { lifetime, write, project: config.project };
  return { host, service: openService(config, host) };
};

/** The function itself, opened with the first call; else one that says what the environment lacks. */
const functionNamed = (name: FunctionName): { host: Host; endpoint: Endpoint } => {
  try {
    opened ??= open();
    return { host: opened.host, endpoint: opened.service[name] };
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return { host: { lifetime, write, project: null }, endpoint: unconfigured(name, error) };
  }
};

const unconfigured = (name: FunctionName, error: BatonError): Endpoint => ({
  methods: ['GET', 'HEAD', 'POST'],
  answer: async (call, log) => {
    // It names variables and no values.
    log('ERROR', error.words.en, { code: error.code });
    // What a stranger may see of it is a page that says nothing.
    if (name === 'respond') return noRespond.answer(call, log);
    return { status: 500, body: { error: wordsOf(error) } };
  },
});

/**
 * The functions framework exits at once on SIGTERM, in the middle of whatever runs, with listeners that it adds after this
 * module is loaded; so they give way when the first call comes in. Cloud Run waits ten seconds.
 */
let isPrepared = false;
const prepareToStop = (): void => {
  if (isPrepared) return;
  isPrepared = true;
  process.removeAllListeners('SIGTERM');
  process.once('SIGTERM', () => void lifetime.end().then(() => process.exit(0)));
};

for (const name of NAMES) {
  http(name, (request, response) => {
    prepareToStop();
    const { host, endpoint } = functionNamed(name);
    const call = {
      method: request.method,
      header: (key: string) => request.get(key),
      query: queryOf(request.originalUrl),
      raw: request.rawBody ?? Buffer.alloc(0),
      body: request.body as unknown,
    };
    return reply(host, endpoint, call, response);
  });
}
