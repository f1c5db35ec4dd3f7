/** Secrets, and who may read them. */
import { ofDeploy as say } from '../../../core/messages/of-deploy.ts';
import { type DeploySettings, type DeployStep, gcloudCommand, json, SECRETS, type Secret } from '../step.ts';
import { binding } from './accounts.ts';

export const SECRET_VARIABLES = Object.keys(SECRETS) as Secret[];

/** Whether the functions get it. */
export const hasSecret = ({ secrets }: Pick<DeploySettings, 'secrets'>, variable: Secret): boolean =>
  secrets[variable] !== undefined;

/** `value` null: it is stored already. */
export const secretSteps = (variable: Secret, value: string | null, settings: DeploySettings): DeployStep[] => {
  const secret = SECRETS[variable];
  const api = 'secretmanager.googleapis.com';
  const stored: DeployStep[] =
    value === null
      ? []
      : [
          {
            title: say.secret({ secret }),
            api,
            look: json(settings, 'secrets', 'describe', secret),
            need: (found) =>
              found === null
                ? [gcloudCommand(settings, 'secrets', 'create', secret, '--replication-policy=automatic')]
                : [],
          },
          {
            title: say.secretValue({ secret }),
            api,
            look: gcloudCommand(settings, 'secrets', 'versions', 'access', 'latest', `--secret=${secret}`).args,
            need: (found) =>
              found === value
                ? []
                : [
                    {
                      ...gcloudCommand(settings, 'secrets', 'versions', 'add', secret, '--data-file=-'),
                      stdin: { variable, value },
                    },
                  ],
          },
        ];
  const read = { who: 'baton-functions', role: 'roles/secretmanager.secretAccessor' } as const;
  return [...stored, binding(settings, api, ['secrets'], secret, [], read)];
};
