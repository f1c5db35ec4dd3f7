import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLinks } from '../../../functions/answer/links.ts';
import { workbookKey } from '../../../functions/base/workbook-key.ts';
import { run, tempFolder } from '../../support/cli.ts';
import { lettersIn, makeOffice } from '../http/parts.ts';

const RESPOND = 'http://127.0.0.1:8080/respond';
const NOW = '2026-03-06T09:00';

let folder: string;
beforeEach(async () => {
  folder = await tempFolder();
  await makeOffice(join(folder, 'plan.xlsx'));
});
const sweep = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  run('baton', folder, ['sweep', 'plan.xlsx', '--now', NOW, ...args], env);
const tokensIn = async () =>
  (await lettersIn(join(folder, 'outbox'))).flatMap(({ text }) =>
    [...text.matchAll(/http:\/\/127\.0\.0\.1:8080\/respond\?t=([\w-]+)/g)].map(([, token]) => token!),
  );

describe('sweep --links', () => {
  it('takes the address that serve prints', async () => {
    await sweep(['--links', new URL(RESPOND).origin]);
    expect((await tokensIn()).length).toBeGreaterThan(0);
  });

  it('puts links into the mails that the secret beside the workbook opens, and nobody else reads it', async () => {
    expect(await sweep(['--links', RESPOND])).toMatchObject({ code: 0, err: '' });
    const file = join(folder, '.baton-link-key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const key = (await readFile(file, 'utf8')).trim();
    const tokens = await tokensIn();
    expect(tokens.length).toBeGreaterThan(0);
    const links = createLinks({ base: RESPOND, keys: [key] });
    const opened = tokens.map((token) => links.open(token, '2026-03-07T00:00:00Z'));
    const workbook = workbookKey(join(folder, 'plan.xlsx'));
    expect(opened).toEqual(opened.map(() => expect.objectContaining({ workbook })));
    // Besides those of tasks there is the one in a mail's foot.
    expect(opened).toContainEqual(expect.objectContaining({ item: expect.stringMatching(/^T-/) }));
  });

  it('signs with BATON_LINK_KEY where it is set, and then keeps no file', async () => {
    const key = '0123456789abcdef0123456789abcdef';
    await sweep(['--links', RESPOND], { BATON_LINK_KEY: key });
    const [token] = await tokensIn();
    expect(createLinks({ base: RESPOND, keys: [key] }).open(token!, '2026-03-07T00:00:00Z')).toMatchObject({ token });
    await expect(stat(join(folder, '.baton-link-key'))).rejects.toThrow('ENOENT');
  });

  it('touches nothing in a dry run, and without it mails have no links', async () => {
    await sweep(['--links', RESPOND, '--dry-run']);
    await expect(stat(join(folder, '.baton-link-key'))).rejects.toThrow('ENOENT');
    await sweep([]);
    expect(await tokensIn()).toEqual([]);
    await expect(stat(join(folder, '.baton-link-key'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['no address', ['--links', 'respond'], {}, '“respond” is not an address'],
    ['another scheme', ['--links', 'file:///tmp'], {}, 'is not an address'],
    ['a short secret', ['--links', RESPOND], { BATON_LINK_KEY: 'short' }, 'BATON_LINK_KEY cannot be used'],
  ])('refuses %s before anything is done', async (_, args, env, sentence) => {
    const { code, err } = await sweep(args, env);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
    expect(await lettersIn(join(folder, 'outbox'))).toEqual([]);
  });

  it('says so when the secret was spoilt', async () => {
    await writeFile(join(folder, '.baton-link-key'), 'spoilt');
    expect((await sweep(['--links', RESPOND])).err).toContain('.baton-link-key cannot be used');
  });
});
