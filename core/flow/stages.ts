import type { Part } from './matter.ts';
import type { Progress, Request } from './requests.ts';
import type { Source } from './source.ts';

/** Each confirmed request's plan of stages: rows from the settings' template, and the stages that come due. */
export const stagesOf = (
  source: Source,
  requests: ReadonlyMap<string, Request>,
  progress: ReadonlyMap<string, Progress>,
): Part => {
  void source;
  void requests;
  void progress;
  return { matters: [], missing: [] };
};
