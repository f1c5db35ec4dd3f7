/**
 * Calls into the second script (sweep/main.ts). Apps Script evaluates every script at every edit, but no page: so the build puts the
 * second one into a page, which is read where a sweep, an answer or a dialog needs it, once a run.
 */

/** What the second script offers, by name. */
type Second = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

let second: Second | null = null;

const load = (): Second => {
  const page = HtmlService.createHtmlOutputFromFile('second').getContent();
  const code = page.slice(page.indexOf('>') + 1, page.lastIndexOf('</script'));
  return new Function(`${code};return BatonSecond`)() as Second;
};

const call =
  (name: string) =>
  (...given: readonly unknown[]): unknown => {
    second ??= load();
    const called = second[name];
    if (!called) throw new Error(`the second script has no ${name}`);
    return called(...given);
  };

export const batonSetUp = call('batonSetUp');
export const batonFollow = call('batonFollow');
export const batonFollowBook = call('batonFollowBook');
export const batonFollowAhead = call('batonFollowAhead');
export const batonRepair = call('batonRepair');
export const batonDaily = call('batonDaily');
export const batonGoOn = call('batonGoOn');
export const batonSweepNow = call('batonSweepNow');
export const batonWouldMail = call('batonWouldMail');
export const batonDailySwitch = call('batonDailySwitch');
export const batonHandOn = call('batonHandOn');
export const doGet = call('doGet');
export const batonAnswer = call('batonAnswer');
