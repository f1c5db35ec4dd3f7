/** English: what is said of the ways to workbooks and people. By itself, so that whoever reads a configuration loads nothing else that is said. */

export { connect } from './connect.ts';
export { dingtalk } from './dingtalk.ts';
export { feishu } from './feishu.ts';
export { google } from './google.ts';
export { login } from './login.ts';
export { mailing } from './mailing.ts';
export { microsoft } from './microsoft.ts';
export { slack } from './slack.ts';
export { wecom } from './wecom.ts';
