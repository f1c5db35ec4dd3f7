/** Service accounts and their roles. */
import { ofDeploy as say } from '../../../core/messages/of-deploy.ts';
import { type DeploySettings, type DeployStep, gcloudCommand, json, parse } from '../step.ts';

/** Service accounts, and what each is for. */
const ACCOUNTS = {
  'baton-functions': 'Baton: what the functions run as',
  'baton-queue': 'Baton: as which the queue calls sweep',
  'baton-scheduler': 'Baton: as which the scheduler calls dispatch and replies',
  'baton-build': 'Baton: builds the functions',
} as const;
type Account = keyof typeof ACCOUNTS;

export const emailOf = (account: Account, { project }: Pick<DeploySettings, 'project'>): string =>
  `${account}@${project}.iam.gserviceaccount.com`;

export const accountSteps = (settings: DeploySettings): DeployStep[] =>
  (Object.keys(ACCOUNTS) as Account[]).map((account) => accountStep(account, settings));

const accountStep = (account: Account, settings: DeploySettings): DeployStep => ({
  title: say.serviceAccount({ account }),
  api: 'iam.googleapis.com',
  look: json(settings, 'iam', 'service-accounts', 'describe', emailOf(account, settings)),
  need: (found) =>
    found === null
      ? [gcloudCommand(settings, 'iam', 'service-accounts', 'create', account, `--display-name=${ACCOUNTS[account]}`)]
      : [],
});

interface Grant {
  readonly who: Account;
  readonly role: string;
}

/** A role on one resource, for one of our accounts; roles of others there are left as they are. */
export const binding = (
  settings: DeploySettings,
  api: string,
  group: readonly string[],
  on: string,
  where: readonly string[],
  { who, role }: Grant,
): DeployStep => {
  const member = `serviceAccount:${emailOf(who, settings)}`;
  // Else gcloud asks which condition is meant, where others have conditions.
  const condition = group[0] === 'projects' || group[0] === 'iam' || group[0] === 'secrets' ? ['--condition=None'] : [];
  return {
    title: say.grant({ who, on, role }),
    api,
    look: json(settings, ...group, 'get-iam-policy', on, ...where),
    need: (found) =>
      hasRole(found, role, member)
        ? []
        : [
            gcloudCommand(
              settings,
              ...group,
              'add-iam-policy-binding',
              on,
              ...where,
              `--member=${member}`,
              `--role=${role}`,
              ...condition,
            ),
          ],
  };
};

interface Policy {
  readonly bindings?: readonly {
    readonly role: string;
    readonly members: readonly string[];
    readonly condition?: unknown;
  }[];
}

const hasRole = (found: string | null, role: string, member: string): boolean => {
  const { bindings = [] } = parse<Policy>(found) ?? {};
  return bindings.some((one) => one.role === role && one.condition === undefined && one.members.includes(member));
};

/** The account that acts for the mailbox. */
export const delegateOf = (settings: DeploySettings): string =>
  settings.gmail?.account ?? emailOf('baton-functions', settings);

/** The functions sign through IAM, so that there is no key to keep. */
export const signs = (settings: DeploySettings): DeployStep =>
  binding(settings, 'iam.googleapis.com', ['iam', 'service-accounts'], delegateOf(settings), [], {
    who: 'baton-functions',
    role: 'roles/iam.serviceAccountTokenCreator',
  });
