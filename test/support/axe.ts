/** What axe-core finds wrong on a page, for whoever sees it by other means than eyes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
interface WithAxe {
  readonly axe?: { readonly run: (options: object) => Promise<AxeResults> };
}

/**
 * A line for each violation: the rule, and the elements. `leftOut`: rules that are not for such a page. Every rule is tried; what passes is
 * not described, which takes as long as trying it.
 */
export const violationsOn = async (page: Page, leftOut: readonly string[] = []): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const rules = Object.fromEntries(leftOut.map((rule) => [rule, { enabled: false }]));
  return page.evaluate(
    async (options) => {
      const { violations } = await (globalThis as unknown as Required<WithAxe>).axe.run(options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    { rules, resultTypes: ['violations'] },
  );
};
