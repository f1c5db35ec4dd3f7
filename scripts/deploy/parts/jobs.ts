/** The calls of the scheduler. */
import { ofDeploy as say } from '../../../core/messages/of-deploy.ts';
import { agrees, type DeploySettings, type DeployStep, gcloudCommand, json, parse } from '../step.ts';
import { emailOf } from './accounts.ts';
import { urlOf } from './functions.ts';

/** What the scheduler calls, and when. */
const JOBS = {
  dispatch: ({ schedule }: DeploySettings) => ({ schedule, attempts: 5 }),
  // The next call makes good what one has missed.
  replies: () => ({ schedule: '*/5 * * * *', attempts: 0 }),
} as const;
type Job = keyof typeof JOBS;

/** How long the scheduler waits for an answer; no more can be asked of it. */
const SCHEDULER_DEADLINE = '1800s';

export const jobStep = (name: Job, settings: DeploySettings): DeployStep => {
  const { region, zone } = settings;
  const { schedule, attempts } = JOBS[name](settings);
  const job = `baton-${name}`;
  const uri = urlOf(name, settings);
  const caller = emailOf('baton-scheduler', settings);
  const flags = [
    `--schedule=${schedule}`,
    `--time-zone=${zone}`,
    `--uri=${uri}`,
    '--http-method=POST',
    `--oidc-service-account-email=${caller}`,
    `--oidc-token-audience=${uri}`,
    `--attempt-deadline=${SCHEDULER_DEADLINE}`,
    `--max-retry-attempts=${attempts}`,
    '--min-backoff=60s',
    '--max-backoff=600s',
  ];
  const where = `--location=${region}`;
  return {
    title: say.job({ job, schedule, zone }),
    api: 'cloudscheduler.googleapis.com',
    look: json(settings, 'scheduler', 'jobs', 'describe', job, where),
    need: (found) => {
      const is = parse<Described>(found);
      if (is === null) return [gcloudCommand(settings, 'scheduler', 'jobs', 'create', 'http', job, where, ...flags)];
      const { httpTarget: target, retryConfig: retry } = is;
      const known = {
        ...is,
        uri: target?.uri,
        httpMethod: target?.httpMethod,
        ...target?.oidcToken,
        // None is what is left out.
        retryCount: 0,
        ...retry,
      };
      const wanted = {
        schedule,
        timeZone: zone,
        attemptDeadline: SCHEDULER_DEADLINE,
        uri,
        httpMethod: 'POST',
        serviceAccountEmail: caller,
        audience: uri,
        retryCount: attempts,
        minBackoffDuration: '60s',
        maxBackoffDuration: '600s',
      };
      return agrees(known, wanted)
        ? []
        : [gcloudCommand(settings, 'scheduler', 'jobs', 'update', 'http', job, where, ...flags)];
    },
  };
};

interface Described {
  readonly httpTarget?: { readonly uri?: string; readonly httpMethod?: string; readonly oidcToken?: object };
  readonly retryConfig?: object;
}
