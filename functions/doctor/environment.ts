/** Findings about the environment: variables, links, and the list of workbooks. */
import { w } from '../../sheet-templates/index.ts';
import { type Finding, type Found, fine, look, mend } from '../base/finding.ts';
import { type Config, readConfig } from '../connect/config.ts';
import { BatonError } from '../errors.ts';
import { type Registry, readRegistry } from '../many/registry.ts';

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
    const [zh, en] = [error.words['zh-CN'].split('\n'), error.words.en.split('\n')];
    // The first line only counts the others.
    const wrong = zh.slice(1).map((line, i) => mend('environment', w(line, en[i + 1] ?? line)));
    return { config: null, registry: null, findings: wrong.map((found) => ({ ...found, about: 'environment' })) };
  }
  findings.push({
    ...fine('environment', w('环境变量齐全。', 'Every variable that the functions need is set.')),
    about: 'environment',
  });
  findings.push({ ...linksFinding(config), about: 'links' });
  const { registry, found } = await examineRegistry(config.registry);
  return { config, registry, findings: [...findings, ...found] };
};

const linksFinding = ({ links }: Config): Found => {
  if (links === null)
    return look(
      'no-links',
      w(
        '没有设链接：信里没有按钮，要打开工作簿才能答复。',
        'Links are not set up: mails carry no buttons, and answers are typed into the workbook.',
      ),
      w(
        '请管理员设置 BATON_LINK_KEY 和 BATON_RESPOND_URL。',
        'The administrator sets BATON_LINK_KEY and BATON_RESPOND_URL.',
      ),
    );
  const count = links.keys.length;
  return fine(
    'links',
    w(
      `信里的链接走 https，密钥够长${count > 1 ? `（${count} 把，旧的到链接过期就可以去掉）` : ''}。`,
      `Links in mails go by https, and the key is long enough${count > 1 ? ` (${count} of them; the old one can go once its links have expired)` : ''}.`,
    ),
  );
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
    const found: Found[] = bad.map(({ row, code, words }) =>
      mend(code, w(`第 ${row} 行：${words['zh-CN']}`, `Row ${row}: ${words.en}`)),
    );
    if (workbooks.length === 0)
      found.push(
        mend(
          'registry-empty',
          w('名册里一本工作簿也没有。', 'The list names no workbook.'),
          w('请管理员写上。', 'The administrator adds them.'),
        ),
      );
    if (found.length === 0)
      found.push(
        fine(
          'registry',
          w(
            `名册里有 ${workbooks.length} 本工作簿，暂停 ${paused} 本。`,
            `The list names ${workbooks.length} workbooks, ${paused} of them paused.`,
          ),
        ),
      );
    return { registry, found: found.map((one) => ({ ...one, about })) };
  } catch (error) {
    if (!(error instanceof BatonError)) throw error;
    return { registry: null, found: [{ ...mend(error.code, error.words), about }] };
  }
};
