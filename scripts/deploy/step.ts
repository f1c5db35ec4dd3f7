/** What a deployment is made from, and one step of it. */
import type { Words } from '../../sheet-templates/index.ts';

/** Secrets by the variable that a function finds them in. */
export const SECRETS = {
  BATON_SMTP_PASSWORD: 'baton-smtp-password',
  BATON_GROUP_SECRET: 'baton-group-secret',
  BATON_WEBHOOK: 'baton-webhook',
  BATON_WEBHOOK_SECRET: 'baton-webhook-secret',
  BATON_INBOX_PASSWORD: 'baton-inbox-password',
  BATON_LINK_KEY: 'baton-link-key',
  BATON_FEISHU_APP_SECRET: 'baton-feishu-app-secret',
  BATON_FEISHU_ENCRYPT_KEY: 'baton-feishu-encrypt-key',
  BATON_FEISHU_VERIFICATION_TOKEN: 'baton-feishu-verification-token',
  BATON_SLACK_TOKEN: 'baton-slack-token',
  BATON_DINGTALK_APP_SECRET: 'baton-dingtalk-app-secret',
  BATON_WECOM_SECRET: 'baton-wecom-secret',
  BATON_SLACK_SIGNING_SECRET: 'baton-slack-signing-secret',
} as const;
export type Secret = keyof typeof SECRETS;

/** What a deployment is made from. */
export interface DeploySettings {
  readonly project: string;
  /** Digits; `NUMBER` where commands are only printed. */
  readonly number: string;
  readonly region: string;
  /** When dispatch is called: an IANA zone, and a cron expression in it. */
  readonly zone: string;
  readonly schedule: string;
  /** The functions' own variables, without those that are found here and without secrets. */
  readonly env: Readonly<Record<string, string>>;
  /** Reading requests, and as many writing ones, in a minute. */
  readonly perMinute: number;
  /** Secrets that the functions get: its value where it is to be stored, null for one that is. */
  readonly secrets: Readonly<Partial<Record<Secret, string | null>>>;
  /** Whether somebody looks into a mailbox for replies. */
  readonly hasInbox: boolean;
  /** Through the Gmail API, for a mailbox of the domain, by an account that is ours unless another is named; else null. */
  readonly gmail: { readonly mailbox: string; readonly account: string | null } | null;
  /** Of the files that are uploaded. */
  readonly digest: string;
}

export interface Command {
  readonly args: readonly string[];
  /** A secret's value, and the variable in which whoever deploys gives it. */
  readonly stdin?: { readonly variable: string; readonly value: string };
  /** Written before: path from the project's folder, and text. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** One thing that has to be there. `look` tells what is; `need` says what to do about it, nothing where it is right. */
export interface DeployStep {
  readonly title: Words;
  /** Asked nothing before this API is on. */
  readonly api: string;
  readonly look: readonly string[];
  readonly need: (found: string | null) => readonly Command[];
}

export const gcloudCommand = ({ project }: DeploySettings, ...args: readonly string[]): Command => ({
  args: [...args, `--project=${project}`].filter((arg) => args[0] !== 'projects' || arg !== `--project=${project}`),
});

export const json = (settings: DeploySettings, ...args: readonly string[]): readonly string[] => [
  ...gcloudCommand(settings, ...args).args,
  '--format=json',
];

export const parse = <T>(found: string | null): T | null =>
  found === null || found.trim() === '' ? null : JSON.parse(found);

/** Numbers come as numbers or as texts, and rates a little rounded. */
export const agrees = (is: object, wanted: Readonly<Record<string, string | number>>): boolean =>
  Object.entries(wanted).every(([name, value]) => {
    const found = (is as Record<string, unknown>)[name];
    return typeof value === 'number' ? Math.abs(Number(found) - value) < 0.002 : found === value;
  });
