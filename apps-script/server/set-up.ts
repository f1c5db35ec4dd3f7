export const batonSetUp = (_wanted: unknown): unknown => ({});
