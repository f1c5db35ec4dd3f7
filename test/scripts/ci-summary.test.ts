import { expect, it } from 'vitest';
import { summary } from '../../scripts/ci-summary.ts';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((s) => ({ status: s })) });

it('counts passed and failed tests', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
  expect(summary({ success: false, numPassedTests: 3, numFailedTests: 1, testResults })).toBe('3 passed, 1 failed');
  expect(summary({ success: true, numPassedTests: 2, numFailedTests: 0, testResults: [testResults[0]!] })).toBe(
    '2 passed, 0 failed',
  );
});

it('a file that could not be loaded is a failure', () => {
  const testResults = [file('passed', 'passed'), file('failed'), file('failed')];
  expect(summary({ success: false, numPassedTests: 1, numFailedTests: 0, testResults })).toBe('1 passed, 2 failed');
});

it('a run that failed without a failed test is a failure', () => {
  expect(
    summary({ success: false, numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', 'passed')] }),
  ).toBe('1 passed, 1 failed');
});
