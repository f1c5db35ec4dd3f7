/**
 * `node scripts/ci-summary.ts REPORT`: prints `N passed, N failed` from Vitest's JSON report. A file that could not be
 * loaded, and a run that failed without a failed test, count as one failure each.
 */
import { readFileSync } from 'node:fs';

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export const summary = ({ success, numPassedTests, numFailedTests, testResults }: Report): string => {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = numFailedTests + unloaded;
  return `${numPassedTests} passed, ${success ? failed : Math.max(failed, 1)} failed`;
};

const [file] = process.argv.slice(2);
if (import.meta.main && file) console.log(summary(JSON.parse(readFileSync(file, 'utf8'))));
