/** Findings about the environment: variables, links, and the list of workbooks. */
import { inAll } from '../../core/messages/in-all.ts';
import { ofDoctor as say } from '../../core/messages/of-doctor.ts';
import { inEach } from '../../sheet-templates/index.ts';
import { type Finding, type Found, fine, look, mend } from '../base/finding.ts';
import { type Config, readConfig } from '../connect/config.ts';
import { BatonError } from '../errors.ts';
import { type Registry, readRegistry } from '../many/registry.ts';

const connect = inAll('connect');

export interface Environed {
  /** Null where the environment is not whole. */
  readonly config: Config | null;
  readonly registry: Registry | null;
  readonly findings: readonly Finding[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the functions are told, and the list of workbooks that it names. Values are not repeated: one may be a password. */
export const examineEnvironment = async (env: Environment): Promise<Environed> => {
  const findings: Finding[] = [];
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    const { words } = error;
    // The first line only counts the others.
    const [, ...wrong] = words.en.split('\n').map((_, i) =>
      mend(
        'environment',
        inEach((locale) => words[locale].split('\n')[i] ?? ''),
      ),
    );
    return { config: null, registry: null, findings: wrong.map((found) => ({ ...found, about: 'environment' })) };
  }
  findings.push({
    ...fine('environment', say.environment),
    about: 'environment',
  });
  findings.push({ ...linksFinding(config), about: 'links' });
  const { registry, found } = await examineRegistry(config.registry);
  return { config, registry, findings: [...findings, ...found] };
};

const linksFinding = ({ links }: Config): Found => {
  if (links === null) return look('no-links', say.noLinks, say.noLinksThen);
  const count = links.keys.length;
  return fine('links', say.links({ count }));
};

/** The list of workbooks, and which rows of it cannot be used. */
export const examineRegistry = async (
  uri: string,
): Promise<{ readonly registry: Registry | null; readonly found: readonly Finding[] }> => {
  const about = 'registry' as const;
  try {
    const registry = await readRegistry(uri);
    const { workbooks, bad } = registry;
    const paused = workbooks.filter((row) => row.paused).length;
    const found: Found[] = bad.map(({ row, code, words }) => mend(code, connect.badRow({ row, words })));
    if (workbooks.length === 0) found.push(mend('registry-empty', say.registryEmpty, say.registryEmptyThen));
    if (found.length === 0) found.push(fine('registry', say.registry({ workbooks: workbooks.length, paused })));
    return { registry, found: found.map((one) => ({ ...one, about })) };
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return { registry: null, found: [{ ...mend(error.code, error.words), about }] };
  }
};
