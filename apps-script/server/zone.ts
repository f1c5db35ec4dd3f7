export const DateTime = {};
export const IANAZone = {};
