export const batonRepair = (_wanted?: unknown): unknown => [];
