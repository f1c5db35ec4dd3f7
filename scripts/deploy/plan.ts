/** All steps of a deployment. */
import { accountSteps, binding, emailOf, signs } from './parts/accounts.ts';
import { functionSteps, functionsOf, readsReplies } from './parts/functions.ts';
import { jobStep } from './parts/jobs.ts';
import { QUEUE, queueStep } from './parts/queue.ts';
import { SECRET_VARIABLES, secretSteps } from './parts/secrets.ts';
import type { DeploySettings, DeployStep } from './step.ts';

export const apisOf = ({ secrets, gmail }: DeploySettings): string[] => [
  'iam.googleapis.com',
  'run.googleapis.com',
  'cloudbuild.googleapis.com',
  'artifactregistry.googleapis.com',
  'cloudtasks.googleapis.com',
  'cloudscheduler.googleapis.com',
  'sheets.googleapis.com',
  ...(Object.keys(secrets).length > 0 ? ['secretmanager.googleapis.com'] : []),
  ...(gmail ? ['gmail.googleapis.com', 'iamcredentials.googleapis.com'] : []),
];

/** All that has to be there, in the order in which it can come. */
export const deployPlan = (settings: DeploySettings): DeployStep[] => [
  ...accountSteps(settings),
  binding(settings, 'cloudresourcemanager.googleapis.com', ['projects'], settings.project, [], {
    who: 'baton-build',
    role: 'roles/run.builder',
  }),
  binding(settings, 'iam.googleapis.com', ['iam', 'service-accounts'], emailOf('baton-queue', settings), [], {
    who: 'baton-functions',
    role: 'roles/iam.serviceAccountUser',
  }),
  ...(settings.gmail ? [signs(settings)] : []),
  ...SECRET_VARIABLES.flatMap((variable) => {
    const value = settings.secrets[variable];
    return value === undefined ? [] : secretSteps(variable, value, settings);
  }),
  queueStep(settings),
  binding(settings, 'cloudtasks.googleapis.com', ['tasks', 'queues'], QUEUE, [`--location=${settings.region}`], {
    who: 'baton-functions',
    role: 'roles/cloudtasks.enqueuer',
  }),
  ...functionsOf(settings).flatMap((fn) => functionSteps(fn, settings)),
  jobStep('dispatch', settings),
  ...(readsReplies(settings) ? [jobStep('replies', settings)] : []),
];
