/** The data of date-holidays by itself, which its own types leave out. */
declare module 'date-holidays/data' {
  export const data: {
    readonly holidays: Readonly<Record<string, object>>;
    readonly names: Readonly<Record<string, object>>;
  };
}
