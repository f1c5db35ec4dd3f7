/** The functions by name, which is also their path where one server has them all. */
export const ENDPOINTS = ['dispatch', 'sweep', 'respond', 'changed', 'replies', 'health'] as const;
export type FunctionName = (typeof ENDPOINTS)[number];
