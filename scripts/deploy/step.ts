/** What a deployment is made from, and one step of it. */
import type { Words } from '../../sheet-templates/index.ts';

/** What a deployment is made from. */
export interface DeploySettings {
  readonly project: string;
  /** Digits; `NUMBER` where commands are only printed. */
  readonly number: string;
  readonly region: string;
  /** When dispatch is called: an IANA zone, and a cron expression in it. */
  readonly zone: string;
  readonly schedule: string;
  /** The functions' own variables, without those that are found here and without the password. */
  readonly env: Readonly<Record<string, string>>;
  /** Reading requests, and as many writing ones, in a minute. */
  readonly perMinute: number;
  /** Whether the mail server is asked with a password, and that password where it is to be stored. */
  readonly hasPassword: boolean;
  readonly password: string | null;
  /** Whether somebody looks into a mailbox for replies; whether with a password of its own, and that where it is to be stored. */
  readonly hasInbox: boolean;
  readonly hasInboxPassword: boolean;
  readonly inboxPassword: string | null;
  /** Whether mails carry buttons, and the secret of their links where it is to be stored. */
  readonly hasLinks: boolean;
  readonly linkKey: string | null;
  /** Whether cards in groups are signed, and the secret where it is to be stored. */
  readonly hasGroupSecret: boolean;
  readonly groupSecret: string | null;
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
