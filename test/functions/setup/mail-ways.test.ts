import { expect, it } from 'vitest';
import {
  mailAnswered,
  needsOf,
  saidOfApps,
  serverNames,
  wayOfServer,
  withSecret,
} from '../../../functions/setup/mail-ways.ts';

/** What people answer when they are asked how mail leaves. */
it.each([
  ['outbox', { kind: 'folder' }],
  ['li.na@qq.com', { kind: 'way', way: 'qq:li.na@qq.com' }],
  [' li.na@163.com ', { kind: 'way', way: '163:li.na@163.com' }],
  ['li.na@example.com', { kind: 'address', address: 'li.na@example.com', likely: 'smtp.example.com' }],
  ['exmail:li.na@example.com', { kind: 'way', way: 'exmail:li.na@example.com' }],
  ['smtps://li.na@smtp.example.com', { kind: 'way', way: 'smtps://li.na@smtp.example.com' }],
  ['graph', { kind: 'way', way: 'graph' }],
  ['feishu,smtps://li@smtp.example.com', { kind: 'way', way: 'feishu,smtps://li@smtp.example.com' }],
  ['feishu, li.na@qq.com', { kind: 'way', way: 'feishu,qq:li.na@qq.com' }],
])('%s', (text, answer) => expect(mailAnswered(text)).toEqual(answer));

it.each([
  ['smtp.example.com', 'smtps://li%40example.com@smtp.example.com'],
  ['smtp.example.com:587', 'smtp://li%40example.com@smtp.example.com:587'],
  ['smtps://other@smtp.example.com:465', 'smtps://li%40example.com@smtp.example.com:465'],
  ['exmail', 'exmail:li@example.com'],
])('the server %s', (server, way) => expect(wayOfServer('li@example.com', server)).toBe(way));

it('refuses what is no server, and a password that others could read', () => {
  expect(() => wayOfServer('li@example.com', 'our server')).toThrow('neither an address nor a server');
  expect(() => mailAnswered('feishu,pigeon')).toThrow('neither an address nor a server');
  expect(() => mailAnswered('feishu,li@example.com')).toThrow('neither an address nor a server');
  expect(() => mailAnswered('smtps://a:b@smtp.example.com')).toThrow('Leave the password out');
});

it('asks for a password where somebody signs in with one, and says where it is found', () => {
  expect(serverNames()).toEqual(expect.arrayContaining(['qq', '163', 'exmail']));
  const { account, password } = needsOf('qq:li.na@qq.com');
  expect([account, password?.variable, password?.hint?.['zh-CN']]).toEqual([
    'li.na@qq.com',
    'BATON_SMTP_PASSWORD',
    expect.stringContaining('授权码'),
  ]);
  expect(needsOf('smtps://li%40example.com@smtp.example.com').account).toBe('li@example.com');
  for (const way of ['smtp://127.0.0.1:25', 'graph', 'outbox:here'])
    expect([way, needsOf(way).password]).toEqual([way, null]);
  expect(withSecret({}, needsOf('qq:li.na@qq.com'), 'code')).toEqual({ BATON_SMTP_PASSWORD: 'code' });
  expect(withSecret({ BATON_SMTP_PASSWORD: 'code' }, needsOf('graph'), null)).toEqual({});
});

it('of several ways asks for the password of the one that has one, and keeps what belongs to each app', () => {
  const { account, password } = needsOf('slack,qq:li.na@qq.com');
  expect([account, password?.variable]).toEqual(['li.na@qq.com', 'BATON_SMTP_PASSWORD']);
  expect(needsOf('slack,feishu')).toEqual({ account: null, password: null });
  const env = {
    BATON_SLACK_TOKEN: 'xoxb-1',
    BATON_FEISHU_APP_ID: 'cli_a1',
    BATON_FEISHU_APP_SECRET: 's',
    BATON_WECOM_SECRET: 'of another',
    BATON_FROM: 'baton@example.com',
  };
  const { BATON_WECOM_SECRET: _, BATON_FROM: __, ...theirs } = env;
  expect(saidOfApps(env, 'slack,feishu,qq:li.na@qq.com')).toEqual(theirs);
});

it('keeps what the environment says of an app, and of no other way', () => {
  const env = { BATON_SLACK_TOKEN: 'xoxb-1', BATON_SMTP_PASSWORD: 'secret', BATON_FROM: 'baton@example.com' };
  expect(saidOfApps(env, 'slack')).toEqual({ BATON_SLACK_TOKEN: 'xoxb-1' });
  expect(saidOfApps(env, 'smtps://li@smtp.example.com')).toEqual({});
  expect(saidOfApps({}, 'slack')).toEqual({});
});
