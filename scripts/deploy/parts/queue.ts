/** The queue of sweeps. */
import { ofDeploy as say } from '../../../core/messages/of-deploy.ts';
import { agrees, type DeploySettings, type DeployStep, gcloudCommand, json, parse } from '../step.ts';

export const QUEUE = 'baton';

/**
 * An instance of sweep makes as many requests a minute as Sheets gives one user, and has so many sweeps in hand: a busy
 * one waits for three requests of each kind and for its mails, some 15 seconds, and twenty of them are that quota's.
 */
export const INSTANCE = { perMinute: 60, sweeps: 10 } as const;
export const instancesFor = (perMinute: number): number => Math.ceil(perMinute / INSTANCE.perMinute);

/**
 * A sweep makes at least one request of each kind, so no more need begin than those are; the others wait in the queue, where
 * waiting costs nothing. Attempts reach further than a dead sweep holds its workbook.
 */
export const queueStep = (settings: DeploySettings): DeployStep => {
  const wanted = {
    maxDispatchesPerSecond: Math.ceil((settings.perMinute / 60) * 1000) / 1000,
    maxConcurrentDispatches: INSTANCE.sweeps * instancesFor(settings.perMinute),
    maxAttempts: 10,
    minBackoff: '30s',
    maxBackoff: '600s',
    maxDoublings: 5,
  };
  const flags = Object.entries(wanted).map(([name, value]) => `--${kebab(name)}=${value}`);
  const where = `--location=${settings.region}`;
  return {
    title: say.queue({ queue: QUEUE, perMinute: settings.perMinute }),
    api: 'cloudtasks.googleapis.com',
    look: json(settings, 'tasks', 'queues', 'describe', QUEUE, where),
    need: (found) => {
      const is = parse<{ rateLimits?: object; retryConfig?: object }>(found);
      if (is === null) return [gcloudCommand(settings, 'tasks', 'queues', 'create', QUEUE, where, ...flags)];
      if (agrees({ ...is.rateLimits, ...is.retryConfig }, wanted)) return [];
      return [gcloudCommand(settings, 'tasks', 'queues', 'update', QUEUE, where, ...flags)];
    },
  };
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
