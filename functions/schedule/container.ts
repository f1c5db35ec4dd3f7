/** In a container nothing is installed: whoever runs the container says when. */
import type { ScheduleKind } from './kind.ts';

export const container: ScheduleKind = {
  name: 'container',
  isHere: async ({ read, env }) =>
    env.KUBERNETES_SERVICE_HOST !== undefined ||
    (await read('/.dockerenv')) !== null ||
    (await read('/run/.containerenv')) !== null,
  install: async () => [],
  remove: async () => [],
  look: async () => null,
};
