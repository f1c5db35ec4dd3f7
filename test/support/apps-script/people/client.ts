import { execute } from '../dispatch.ts';
import { copied, isPlain, tag } from '../plain.ts';
import type { World } from '../world.ts';

/**
 * google.script.run from a sidebar or dialog. Numbers, texts, booleans, null, and lists and objects of them pass. An
 * argument with a Date or a function in it fails before anything runs; a result with one arrives as null. Functions
 * whose name ends in "_" are private. Source: developers.google.com/apps-script/guides/html/reference/run, and what the
 * client says in practice.
 */
export const callFromPage = (
  world: World,
  email: string | null,
  functionName: string,
  args: readonly unknown[],
): unknown => {
  if (functionName.endsWith('_')) throw new TypeError(`google.script.run.${functionName} is not a function`);
  args.forEach((value, i) => {
    const illegal =
      Array.isArray(value) || tag(value) !== 'Object'
        ? !isPlain(value) && String(i)
        : Object.entries(value as object).find(([, item]) => !isPlain(item))?.[0];
    if (illegal) throw new TypeError(`Failed due to illegal value in property: ${illegal}`);
  });
  const copies = args.map((one) => (one === undefined ? null : copied(one)));
  // A visitor of the web app is nobody; the script runs as whoever deployed it.
  const start =
    email === null
      ? ({ functionName, kind: 'web app', as: world.workbook.owner, by: '' } as const)
      : ({ functionName, kind: 'client', as: email, by: email } as const);
  const run = execute(world, start, ({ realm }) => copies.map((one) => realm.give(one)));
  if (run.error) throw new Error(`${run.error.name}: ${run.error.message}`);
  return run.result === undefined || !isPlain(run.result) ? null : copied(run.result);
};
