export const batonHeartbeat = (): void => {};
export const batonStatus = (): unknown => ({});
export const batonTakeOver = (): unknown => ({});
