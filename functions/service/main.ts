/** The entry point in the cloud: registers each function and opens it with its first call. */
import { http } from '@google-cloud/functions-framework';
import { createLifetime } from '../base/lifetime.ts';
import { ENDPOINTS, type FunctionName } from '../base/names.ts';
import { type Config, readConfig } from '../connect/config.ts';
import { BatonError } from '../errors.ts';
import { type Endpoint, type Host, queryOf, replyJson, wordsOf } from '../http/call.ts';
import { health } from '../http/health.ts';
import { limitBodies } from '../http/limit.ts';
import type { Service } from './service.ts';

// Unless told otherwise the framework answers a body that it cannot parse with a stack trace.
process.env.NODE_ENV ??= 'production';
limitBodies();

const lifetime = createLifetime();
const write = (line: string): void => void process.stdout.write(`${line}\n`);

let configured: { readonly config: Config; readonly host: Host } | undefined;
let opened: Promise<Service> | undefined;

const configure = () => {
  const config = readConfig(process.env);
  return { config, host: { lifetime, write, project: config.project } };
};

/** All that a sweep needs is loaded by the first call that needs it: a cold start is answered before. */
const open = async (config: Config, host: Host): Promise<Service> =>
  (await import('./service.ts')).openService(config, host);

/** The function itself, opened with the first call; else one that says what the environment lacks. */
const functionNamed = async (name: FunctionName): Promise<{ host: Host; endpoint: Endpoint }> => {
  try {
    configured ??= configure();
    const { config, host } = configured;
    if (name === 'health') return { host, endpoint: health };
    opened ??= open(config, host);
    return { host, endpoint: (await opened)[name] };
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
    if (name === 'respond') return (await import('../http/respond.ts')).noRespond.answer(call, log);
    if (name === 'changed') return { status: 503, body: {} };
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

for (const name of ENDPOINTS) {
  http(name, async (request, response) => {
    prepareToStop();
    const { host, endpoint } = await functionNamed(name);
    const call = {
      method: request.method,
      header: (key: string) => request.get(key),
      query: queryOf(request.originalUrl),
      raw: request.rawBody ?? Buffer.alloc(0),
      body: request.body as unknown,
    };
    return replyJson(host, endpoint, call, response);
  });
}
