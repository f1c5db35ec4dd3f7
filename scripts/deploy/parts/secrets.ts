/** Secrets, and who may read them. */
import { inAll } from '../../../core/messages/in-all.ts';
import { type DeploySettings, type DeployStep, gcloudCommand, json } from '../step.ts';
import { binding } from './accounts.ts';

const say = inAll('deploy');

/** Secrets by the variable that a function finds them in. */
export const SECRETS = {
  BATON_SMTP_PASSWORD: 'baton-smtp-password',
  BATON_GROUP_SECRET: 'baton-group-secret',
  BATON_INBOX_PASSWORD: 'baton-inbox-password',
  BATON_LINK_KEY: 'baton-link-key',
} as const;
export type Secret = keyof typeof SECRETS;

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
