import { describe, expect, it } from 'vitest';
import { accessOf } from '../../functions/adapters/gmail/backend.ts';
import { readConfig } from '../../functions/connect/config.ts';
import { BatonError } from '../../functions/errors.ts';

const ENV = {
  BATON_REGISTRY: 'gsheet:1AbC',
  BATON_MAIL: 'smtp://baton@mail.example.com:587',
  BATON_FROM: '接力 <baton@example.com>',
  BATON_ADMIN: 'admin@example.com',
};

const refusal = (env: Record<string, string | undefined>): BatonError => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BatonError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
};

describe('the environment', () => {
  it('is enough with four variables', () => {
    expect(readConfig({ ...ENV, HOME: '/root' })).toEqual({
      registry: 'gsheet:1AbC',
      mail: 'smtp://baton@mail.example.com:587',
      from: { name: '接力', address: 'baton@example.com' },
      env: {},
      recipients: null,
      admin: 'admin@example.com',
      locale: 'en',
      perMinute: 60,
      groups: { secret: null, allowed: null },
      queue: null,
      links: null,
      changes: null,
      webhook: null,
      project: null,
    });
  });

  it('tells everything that is wrong at once, by name, in both languages', () => {
    const env = { BATON_MAIL: 'pigeon:', BATON_ADMIN: ' ', BATON_LOCALE: 'fr', BATON_PER_MINUTE: '0' };
    const { kind, code, words } = refusal(env);
    expect([kind, code]).toEqual(['call', 'config']);
    expect(words.en.split('\n')).toEqual([
      '6 to mend in the environment.',
      'BATON_REGISTRY is not set: the list of workbooks: gsheet: and a spreadsheet’s id, graph:DRIVE/ITEM, or the path of a .json file',
      'BATON_MAIL is wrong: how mail is sent: smtp://user@host:port, qq:name@qq.com, 163:name@163.com, 126:name@126.com, exmail:name@example.com, aliyun:name@example.com, exchange:name@example.com, gmail-smtp:name@gmail.com, gmail, graph, feishu, wecom, dingtalk, slack, or outbox:FOLDER',
      'BATON_FROM is not set: the sender, such as Baton <baton@example.com>',
      'BATON_ADMIN is not set: the administrator’s address, such as admin@example.com',
      'BATON_LOCALE is wrong: language of mails to the administrator: zh-CN or en',
      'BATON_PER_MINUTE is wrong: how often Google Sheets may be read in a minute, and as often written, a whole number from 1 to 6000; 60 when absent',
    ]);
    const names = (text: string) => text.match(/BATON_[A-Z_]+/g);
    expect(names(words['zh-CN'])).toEqual(names(words.en));
    expect(words['zh-CN']).toContain('BATON_ADMIN 没有设：管理员的邮箱');
  });

  const named = (env: Record<string, string>) => refusal({ ...ENV, ...env }).words.en.match(/^BATON_[A-Z_]+/gm);

  it('tells of changes only with a secret to sign with, and as somebody at Microsoft 365', () => {
    const BATON_CHANGED_URL = 'https://changed.example.com/';
    expect(named({ BATON_CHANGED_URL })?.sort()).toEqual([
      'BATON_CLIENT',
      'BATON_CLIENT_CERTIFICATE',
      'BATON_LINK_KEY',
      'BATON_TENANT',
    ]);
    const app = { BATON_TENANT: 'contoso.example.com', BATON_CLIENT: 'an-app', BATON_CLIENT_SECRET: 'a-secret' };
    const links = { BATON_LINK_KEY: 'k'.repeat(32), BATON_RESPOND_URL: 'https://respond.example.com/' };
    expect(readConfig({ ...ENV, ...app, ...links, BATON_CHANGED_URL }).changes).toEqual({
      url: BATON_CHANGED_URL,
      keys: ['k'.repeat(32)],
    });
    expect(named({ ...app, ...links, BATON_CHANGED_URL: 'http://changed.example.com/' })).toEqual([
      'BATON_CHANGED_URL',
    ]);
  });

  it('takes the domains that may be mailed, the administrator’s among them', () => {
    const domains = (BATON_RECIPIENTS: string) => readConfig({ ...ENV, BATON_RECIPIENTS }).recipients;
    expect(domains('example.com')).toEqual(['example.com']);
    expect(domains(' @Example.COM，example.cn; example.com.cn ')).toEqual([
      'example.com',
      'example.cn',
      'example.com.cn',
    ]);
    for (const wrong of ['com', 'li@example.com', 'example.com *', 'https://example.com', 'example.org', ','])
      expect(named({ BATON_RECIPIENTS: wrong })).toEqual(['BATON_RECIPIENTS']);
  });

  it('says what signing in to Microsoft 365 lacks as soon as anything is to be done there', () => {
    const lacks = ['BATON_TENANT', 'BATON_CLIENT', 'BATON_CLIENT_CERTIFICATE'];
    expect(named({ BATON_MAIL: 'graph' })).toEqual(lacks);
    expect(named({ BATON_REGISTRY: 'graph:drive/item' })).toEqual(lacks);
    expect(named({ BATON_TENANT: 'example.com', BATON_CLIENT_SECRET: 's' })).toEqual(['BATON_CLIENT']);
    const app = { BATON_TENANT: 'example.com', BATON_CLIENT: 'app' };
    expect(named({ ...app, BATON_CLIENT_SECRET: 's', BATON_FEDERATED: 'google' })).toEqual([
      'BATON_CLIENT_SECRET',
      'BATON_FEDERATED',
    ]);
    expect(named({ ...app, BATON_FEDERATED: 'aws', BATON_CLOUD: 'mars', BATON_GRAPH_WAY: 'fax' })).toHaveLength(3);
    expect(readConfig({ ...ENV, ...app, BATON_MAIL: 'graph', BATON_FEDERATED: 'google' }).mail).toBe('graph');
  });

  it.each(['2.5', 'many', '6001', '-3'])('takes no %s requests a minute', (BATON_PER_MINUTE) => {
    expect(refusal({ ...ENV, BATON_PER_MINUTE }).words.en).toContain('1 to mend');
  });

  it('takes the administrator’s address without what nobody sees of it', () => {
    expect(readConfig({ ...ENV, BATON_ADMIN: 'admin@example.com\u200b' }).admin).toBe('admin@example.com');
  });

  it.each(['nobody', 'a@b@c', 'a@example.com, b@example.com'])('takes no “%s” as an administrator', (BATON_ADMIN) => {
    expect(refusal({ ...ENV, BATON_ADMIN }).words.en).toContain('BATON_ADMIN is wrong');
  });

  it('takes a queue only with all that belongs to it', () => {
    const BATON_QUEUE = 'projects/team/locations/europe-west1/queues/baton';
    const said = refusal({ ...ENV, BATON_QUEUE, BATON_SWEEP_URL: 'sweep' }).words.en;
    expect(said).toContain('BATON_SWEEP_URL is wrong');
    expect(said).toContain('BATON_CALLER is not set');
    const [url, caller] = ['https://sweep.example.com', 'queue@team.iam.gserviceaccount.com'];
    const { queue } = readConfig({ ...ENV, BATON_QUEUE, BATON_SWEEP_URL: url, BATON_CALLER: caller });
    expect(queue).toEqual({ queue: BATON_QUEUE, url, caller });
  });

  it('takes links only with a secret nobody guesses and the address they lead to', () => {
    const [secret, older] = ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'];
    const BATON_RESPOND_URL = 'https://respond.example.com/';
    expect(refusal({ ...ENV, BATON_RESPOND_URL }).words.en).toContain('BATON_LINK_KEY is not set');
    expect(refusal({ ...ENV, BATON_LINK_KEY: secret }).words.en).toContain('BATON_RESPOND_URL is not set');
    for (const BATON_LINK_KEY of ['short', `${secret},`, `${secret},short`]) {
      const said = refusal({ ...ENV, BATON_RESPOND_URL, BATON_LINK_KEY }).words.en;
      expect(said).toContain('BATON_LINK_KEY is wrong');
      expect(said).not.toContain(secret);
    }
    const plain = { BATON_RESPOND_URL: 'http://respond.example.com/', BATON_LINK_KEY: secret };
    expect(refusal({ ...ENV, ...plain }).words.en).toContain('BATON_RESPOND_URL is wrong');
    const { links } = readConfig({ ...ENV, BATON_RESPOND_URL, BATON_LINK_KEY: `${secret}, ${older}` });
    expect(links).toEqual({ keys: [secret, older], base: BATON_RESPOND_URL });
  });

  it('takes Gmail with the mailbox and the account that acts for it, where they are others', () => {
    const [BATON_GMAIL_MAILBOX, BATON_GMAIL_ACCOUNT] = ['team@example.com', 'robot@team.iam.gserviceaccount.com'];
    const config = readConfig({ ...ENV, BATON_MAIL: 'gmail', BATON_GMAIL_MAILBOX, BATON_GMAIL_ACCOUNT });
    expect(config.mail).toBe('gmail');
    expect(config.env).toEqual({ BATON_GMAIL_MAILBOX, BATON_GMAIL_ACCOUNT });
    expect(accessOf(config)).toEqual({ mailbox: BATON_GMAIL_MAILBOX, account: BATON_GMAIL_ACCOUNT, token: null });
    expect(refusal({ ...ENV, BATON_MAIL: 'gmail:x', BATON_GMAIL_MAILBOX: 'team' }).words.en).toContain('2 to mend');
  });

  it('takes Graph with the mailbox it sends from, where that is not the sender’s', () => {
    const app = { BATON_TENANT: 'example.com', BATON_CLIENT: 'app', BATON_CLIENT_SECRET: 's' };
    const config = readConfig({ ...ENV, ...app, BATON_MAIL: 'graph', BATON_GRAPH_MAILBOX: 'team@example.com' });
    expect(config).toMatchObject({ mail: 'graph', env: { BATON_GRAPH_MAILBOX: 'team@example.com' } });
    expect(refusal({ ...ENV, BATON_MAIL: 'graph', BATON_GRAPH_MAILBOX: 'team' }).words.en).toContain(
      'BATON_GRAPH_MAILBOX is wrong: address of the mailbox that graph sends from',
    );
  });

  it('repeats no value in what it says: one of them may be a password', () => {
    const said = refusal({ ...ENV, BATON_MAIL: 'smpt://me:hunter2@mail', BATON_FROM: 'hunter2' });
    expect(JSON.stringify(said.words)).not.toContain('hunter2');
  });
});
