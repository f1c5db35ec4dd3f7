/** What the fake of Graph answered. */
import { expect } from 'vitest';
import type { Graph } from '../../support/graph/graph.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever Graph answers
export const bodyOf = async (response: Response): Promise<any> => response.json();

export const errorOf = async (response: Response) => {
  const { error } = await bodyOf(response);
  return [response.status, error.code, error.innerError.code];
};

/** The last refusal was meant: the fake need not complain about it at the end. */
export const violationOf = async (graph: Graph, response: Promise<Response>) => {
  const refused = await errorOf(await response);
  expect(graph.takeViolations()).toHaveLength(1);
  return refused;
};
