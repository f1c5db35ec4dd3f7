import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { bookOf, factsAtNextSweep } from '../../apps-script/client/book.ts';
import type { BookJson } from '../../apps-script/protocol.ts';
import { digestOf } from '../../core/mail/index.ts';
import { planOf } from '../../core/planning/make-plan.ts';
import { readFacts } from '../../core/process/facts.ts';
import { columnLetters, LOCALES } from '../../sheet-templates/index.ts';
import { LIN, leave, MAYA, openAddOn, openLaunch, openPage, write } from '../support/add-on.ts';
import type { Simulator } from '../support/apps-script/simulator.ts';
import { openChromium } from '../support/chromium.ts';

const browser: Browser | null = await openChromium();
afterAll(() => browser?.close());

const bookIn = (sim: Simulator) => bookOf(sim.user(LIN).run('batonBook') as BookJson);
const show = (sim: Simulator, name: string, width = 440, email = LIN) => openPage(browser!, sim, email, name, width);

/** Runs in the page: who has no name, which ids are there twice or not at all, and what is wider than the page. */
const MANNERS = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const nameOf = (one) => one.labels?.length || one.getAttribute('aria-label') || one.textContent.trim();
  const ids = all('[id]').map((one) => one.id);
  const named = all('[aria-describedby], [aria-labelledby], label[for]').flatMap((one) =>
    ['aria-describedby', 'aria-labelledby', 'for'].flatMap((name) => (one.getAttribute(name) ?? '').split(' ')));
  const root = document.documentElement;
  return {
    nameless: all('input, select, textarea, button:not([hidden])').filter((one) => !nameOf(one)).map((one) => one.outerHTML),
    doubleIds: ids.filter((id, index) => ids.indexOf(id) !== index),
    missing: named.filter((id) => id !== '' && !ids.includes(id)),
    overflow: root.scrollWidth - root.clientWidth,
    lang: root.lang,
  };
})()`;
const good = (lang: string) => ({ nameless: [], doubleIds: [], missing: [], overflow: 0, lang });

/** Goes on with Tab to the control of this name, as somebody without a mouse does. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let step = 0; step < 120; step++) {
    const found = await page.evaluate(
      '((one) => one.labels?.[0]?.textContent ?? one.getAttribute("aria-label") ?? one.textContent)(document.activeElement)',
    );
    if (String(found).startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}.`);
};

describe.skipIf(!browser).each(LOCALES)('the pages in %s', (locale) => {
  const sim = openLaunch(locale);
  it.each([
    ['sidebar', 300],
    ['sidebar', 260],
    ['request', 440],
    ['meeting', 300],
    ['sign', 300],
    ['task', 300],
    ['follow', 300],
  ])('%s at %i px: named, narrow, from nowhere else', async (name, width) => {
    const { page, outside } = await show(sim, name, width);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.evaluate(MANNERS)).toEqual(good(locale));
    expect(outside).toEqual([]);
    await leave(page);
  });

  it('the first page of an empty workbook', async () => {
    const { page, outside } = await show(openAddOn(locale), 'sidebar', 300);
    expect(await page.evaluate(MANNERS)).toEqual(good(locale));
    expect(outside).toEqual([]);
    await leave(page);
  });
});

/** Where the plan has a column. */
const letterOf = (sim: Simulator, header: string): string =>
  columnLetters(sim.shown('RACI!A3:Z3').flat().indexOf(header) + 1);

describe.skipIf(!browser)('the sidebar', () => {
  it('lists what the sweep would find, and leads to the cell', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'sidebar', 300);
    const { problems } = bookIn(sim).snapshot;
    expect(await page.locator('.cell').count()).toBe(problems.length);
    await page.locator('summary', { hasText: 'RACI' }).click();
    await page.locator('.cell', { hasText: 'Row 6 · Responsible (R)' }).click();
    await expect.poll(() => sim.executions.at(-1)?.functionName).toBe('batonSelect');
    expect(sim.last('batonSelect').result).toBe(true);
    expect(sim.user(LIN).selection).toBe(`RACI!${letterOf(sim, 'Responsible (R)')}6`);
    await leave(page);
  });

  it('shows the mails of the next sweep, as they would be sent, and why', async () => {
    const sim = openLaunch('zh-CN');
    const { page } = await show(sim, 'sidebar', 300);
    const facts = factsAtNextSweep(bookIn(sim));
    const { mails } = planOf(facts);
    expect(facts.snapshot.at).toBe('2026-03-09T09:00:00+08:00');
    expect(mails.length).toBeGreaterThan(1);
    const section = page.locator('section[aria-labelledby=mails]');
    expect(await section.locator('summary').allTextContents()).toEqual(
      mails.map(({ to, subject }) => to.name + subject),
    );
    const first = section.locator('details').first();
    await first.locator('summary').click();
    expect(await first.locator('.mail h4').textContent()).toBe(digestOf(facts, mails[0]!).headline);
    expect(await first.locator('.list li').count()).toBe(mails[0]!.notices.length);
    expect(await first.locator('.list li').first().textContent()).toContain('包装设计终稿');
    await leave(page);
  });

  it('before today’s sweep the next one is today’s', () => {
    const sim = openLaunch('en');
    sim.advance(3 * 86_400_000 - 2 * 3_600_000);
    expect(factsAtNextSweep(bookIn(sim)).snapshot.at).toBe('2026-03-09T09:00:00+08:00');
    sim.advance(2 * 3_600_000);
    expect(factsAtNextSweep(bookIn(sim)).snapshot.at).toBe('2026-03-10T09:00:00+08:00');
  });

  it('sets up an empty workbook by keyboard, then shows it', async () => {
    const sim = openAddOn('en');
    const { page } = await show(sim, 'sidebar', 300);
    await tabTo(page, 'Keeper');
    await page.keyboard.press('Enter');
    await page.locator('.said.late', { hasText: 'Write the keeper’s name' }).waitFor();
    expect(sim.sheets).toEqual(['Sheet1']);
    await page.keyboard.type('Lin');
    await page.keyboard.press('Enter');
    await page.locator('.said.fine', { hasText: '10 sheets were added' }).waitFor();
    expect(await page.locator('#status + p').textContent()).toMatch(/^You do\./);
    expect(sim.sheets).toContain('Tracker');
    await leave(page);
  });

  it('offers to take over from somebody who is gone', async () => {
    const sim = openLaunch('en');
    sim.removeAccount(LIN);
    sim.advance(6 * 86_400_000);
    const { page } = await show(sim, 'sidebar', 300, MAYA);
    await page.getByRole('button', { name: 'Take over the triggers' }).click();
    await page.locator('.said.fine').waitFor();
    expect(sim.triggers.filter(({ creator }) => creator === MAYA)).toHaveLength(3);
    await leave(page);
  });

  it('says that a copy keeps quiet, and makes it one of its own', async () => {
    const copy = openLaunch('en').copySpreadsheet(MAYA);
    const { page } = await show(copy, 'sidebar', 300, MAYA);
    await page.locator('.said.soon', { hasText: 'a copy of another workbook' }).waitFor();
    expect(await page.locator('section[aria-labelledby=mails] p').textContent()).toBe('None: a copy mails nobody.');
    await page.getByRole('button', { name: 'Make it a workbook of its own' }).click();
    await page.getByRole('button', { name: 'Take over the triggers' }).waitFor();
    await leave(page);
  });

  it('says what Baton leaves alone, and mends it', async () => {
    const sim = openLaunch('en');
    sim.user(LIN).select('RACI!A3').type('RACI!N3', 'Due');
    const { page } = await show(sim, 'sidebar', 300);
    await page.locator('.said.late', { hasText: 'Baton leaves “RACI” alone' }).waitFor();
    await page.getByRole('button', { name: 'Rename the second' }).click();
    await page.locator('.said.fine').waitFor();
    expect(await page.locator('.said.late').count()).toBe(0);
    await leave(page);
  });

  it('removes what is left over only when told twice', async () => {
    const sim = openLaunch('en');
    sim.user(LIN).select('RACI!A5').deleteRows(5);
    const { page } = await show(sim, 'sidebar', 300);
    await page.getByRole('button', { name: 'Remove 1 row' }).click();
    expect(sim.shown('Tracker!A5:A6')).toEqual([['T-0002'], ['T-0003']]);
    await page.keyboard.press('Enter');
    await page.locator('.said.fine', { hasText: '1 row removed.' }).waitFor();
    expect(sim.shown('Tracker!A5:A6')).toEqual([['T-0003'], ['']]);
    await leave(page);
  });

  it('opens at what the menu says: more sheets, the mails, the headers', async () => {
    const sim = openLaunch('en', 'starter');
    const lin = sim.user(LIN).open();
    const chosen = (entry: string) => {
      lin.choose('Baton', entry);
      return openPage(browser!, sim, LIN, 'sidebar', 300, lin.sidebar!.html);
    };
    const setUp = await chosen('Set up this workbook');
    await setUp.page.getByLabel('Full', { exact: false }).check();
    await setUp.page.getByLabel('Keeper', { exact: true }).fill('Lin');
    await setUp.page.getByRole('button', { name: 'Set up' }).click();
    await setUp.page.locator('.said.fine', { hasText: '12 sheets were added, 10 stay as they are' }).waitFor();
    const mails = await chosen('Tomorrow’s mails');
    expect(
      await mails.page.evaluate(
        'document.activeElement.tagName + document.activeElement.closest("section").getAttribute("aria-labelledby")',
      ),
    ).toBe('SUMMARYmails');
    const headers = await chosen('Repair headers');
    await headers.page.getByText('Every column is found.').waitFor();
    for (const { page } of [setUp, mails, headers]) await leave(page);
  });

  it('opens the dialogs', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'sidebar', 300);
    await page.getByRole('button', { name: 'Split or hand over a task' }).click();
    await expect.poll(() => sim.user(LIN).dialog?.title).toBe('Split or hand over a task');
    await leave(page);
  });
});

describe.skipIf(!browser)('a new request', () => {
  const requests = (sim: Simulator) => bookIn(sim).snapshot.rows.requests;

  it('is written by keyboard alone, with an id, sound and submitted today', async () => {
    const sim = openLaunch('en');
    const { page, closed } = await show(sim, 'request');
    await page.keyboard.type('A smaller box');
    await tabTo(page, 'Initiating department');
    await page.keyboard.type('Marketing');
    await tabTo(page, 'Goal');
    await page.keyboard.type('=1+1 is what we aim at, 300 sold by June');
    await page.keyboard.press('Home');
    for (let n = 0; n < 5; n++) await page.keyboard.press('Delete');
    await tabTo(page, 'Design');
    await page.keyboard.press('Space');
    await tabTo(page, 'Write it into the sheet');
    await page.keyboard.press('Enter');
    await page.locator('.said.fine', { hasText: 'Written as Q-0002.' }).waitFor();
    expect(requests(sim)[1]).toMatchObject({
      id: 'Q-0002',
      fresh: false,
      values: { name: 'A smaller box', initiator: { name: 'Lin' }, submittedOn: 20518, departments: ['Design'] },
    });
    expect(bookIn(sim).snapshot.problems.filter(({ item }) => item === 'Q-0002')).toEqual([]);
    // The date looks as the column's dates do.
    const dates = sim.sheet('Requests').read({ row: 5, column: 1, rows: 1, columns: 24 }, (cell) => cell)[0]!;
    expect(dates.find(({ value }) => value === 46087)?.numberFormat).toBe('ddd d mmm');
    await tabTo(page, 'Another one');
    await page.keyboard.press('Enter');
    await page.locator('form').waitFor();
    // The next one is a form of its own: it is empty, so Escape closes it at once.
    await page.keyboard.press('Escape');
    await expect.poll(closed).toBe(true);
    await leave(page);
  });

  it('says what is missing at the field itself, and goes there', async () => {
    const sim = openLaunch('zh-CN');
    const { page } = await show(sim, 'request');
    await page.locator('input').first().fill('=1+1');
    await page.keyboard.press('Enter');
    await page.locator('.said.late').waitFor();
    expect(await page.locator('[aria-invalid]').count()).toBe(3);
    expect(await page.locator('.problem.late').first().textContent()).toContain('=1+1');
    expect(await page.evaluate('document.activeElement === document.querySelector("input")')).toBe(true);
    expect(requests(sim)).toHaveLength(1);
    await leave(page);
  });

  it('says what would be better, and is written as it is when asked again', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'request');
    const field = (name: string) => page.getByLabel(new RegExp(`^${name} ·`));
    await field('Request').fill('A smaller box');
    await field('Initiating department').selectOption('Marketing');
    await field('Goal').fill('Better');
    await page.getByRole('button', { name: 'Write it into the sheet' }).click();
    await page.locator('.said.soon').waitFor();
    expect(requests(sim)).toHaveLength(1);
    await page.getByRole('button', { name: 'Write it as it is' }).click();
    await page.locator('.said.fine').waitFor();
    expect(requests(sim)).toHaveLength(2);
    await leave(page);
  });

  it('loses nothing when somebody was quicker', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'request');
    const field = (name: string) => page.getByLabel(new RegExp(`^${name} ·`));
    await field('Request').fill('A smaller box');
    await field('Initiating department').selectOption('Marketing');
    await field('Goal').fill('300 sold');
    write(sim, { requests: [{ id: 'Q-0002', name: 'Theirs' }] });
    await page.getByRole('button', { name: 'Write it into the sheet' }).click();
    await page.locator('.said.soon', { hasText: 'Nothing of yours is lost' }).waitFor();
    expect(await field('Request').inputValue()).toBe('A smaller box');
    await page.getByRole('button', { name: 'Read the sheet again and try once more' }).click();
    await page.locator('.said.fine', { hasText: 'Q-0003' }).waitFor();
    expect(requests(sim).map(({ id, values }) => [id, values.name])).toEqual([
      ['Q-0001', 'New box'],
      ['Q-0002', 'Theirs'],
      ['Q-0003', 'A smaller box'],
    ]);
    await leave(page);
  });

  it('says in words that somebody else is writing', async () => {
    const sim = openLaunch('zh-CN');
    const { page } = await show(sim, 'request');
    await page.locator('input').first().fill('小一号的盒子');
    await page.getByLabel('发起部门').selectOption('市场部');
    await page.getByLabel('核心目标').fill('六月前售出 300 件');
    sim.holdLock(600_000, 'script');
    await page.getByRole('button', { name: '写进表里' }).click();
    await page.locator('.said.late', { hasText: '有人正在写入' }).waitFor();
    expect(await page.locator('input').first().inputValue()).toBe('小一号的盒子');
    await leave(page);
  });

  it('Escape closes it at once while it is empty, and asks when something is written', async () => {
    const sim = openLaunch('en');
    const empty = await show(sim, 'request');
    await empty.page.keyboard.press('Escape');
    await expect.poll(empty.closed).toBe(true);
    await leave(empty.page);
    const begun = await show(sim, 'request');
    await begun.page.keyboard.type('A');
    await begun.page.keyboard.press('Escape');
    await begun.page.locator('.said.soon', { hasText: 'Press Escape again' }).waitFor();
    expect(begun.closed()).toBe(false);
    await begun.page.keyboard.press('Escape');
    await expect.poll(begun.closed).toBe(true);
    await leave(begun.page);
  });
});

it.skipIf(!browser)('a new meeting has its people, its time and its request', async () => {
  const sim = openLaunch('en');
  const { page } = await show(sim, 'meeting');
  await page.getByLabel(/^Meeting( ·|$)/).fill('Box review');
  await page.getByLabel(/^Request( ·|$)/).selectOption('Q-0001');
  await page.locator('input[type=date]').first().fill('2026-03-18');
  await page.locator('input[type=time]').nth(0).fill('14:00');
  await page.locator('input[type=time]').nth(1).fill('15:00');
  await page.getByLabel(/^Host( ·|$)/).selectOption('Maya');
  await page.getByRole('group', { name: 'Deciders' }).getByLabel('Chen').check();
  await page.getByRole('group', { name: 'Deciders' }).getByLabel('Lin').check();
  await page.getByRole('button', { name: 'Write it into the sheet' }).click();
  const anyway = page.getByRole('button', { name: 'Write it as it is' });
  await anyway.or(page.locator('.said.fine')).first().waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await page.locator('.said.fine', { hasText: 'M-0001' }).waitFor();
  expect(bookIn(sim).snapshot.rows.meetings[0]!.values).toMatchObject({
    name: 'Box review',
    request: 'Q-0001',
    date: 20530,
    start: 840,
    end: 900,
    host: { name: 'Maya' },
    deciders: [{ name: 'Lin' }, { name: 'Chen' }],
  });
  await leave(page);
});

describe.skipIf(!browser)('signing', () => {
  it('shows the text that is signed, and the signature holds', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'sign');
    expect(await page.locator('dd').allTextContents()).toEqual(
      expect.arrayContaining([
        'New box',
        '500 sold in the first month',
        'The box and its leaflet',
        'Thu 30 Apr',
        'Chen',
      ]),
    );
    await page.getByRole('button', { name: 'Sign as Lin' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.said.fine', { hasText: 'C-0001 is signed.' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('nothing waits for your signature');
    const { flow } = readFacts(bookIn(sim).snapshot);
    expect(flow.matters.get('S-0001')?.standing.code).toBe('signed');
    expect(flow.matters.get('C-0001')?.standing.code).toBe('agreed');
    await leave(page);
  });

  it('is refused where the text was signed elsewhere in the meantime', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'sign');
    const write = { tab: 'signoffs', kind: 'set', item: 'S-0001', values: { signedOn: '2026-03-05' }, expected: {} };
    sim.user(MAYA).run('batonApply', [write]);
    await page.getByRole('button', { name: 'Sign as Lin' }).click();
    await page.locator('.said.soon', { hasText: 'Signed on is now “2026-03-05”' }).waitFor();
    await leave(page);
  });

  it('asks who it is where nobody knows the address', async () => {
    const sim = openLaunch('zh-CN');
    sim.api.setValues('通讯录!B4', [['other@example.com']]);
    const { page } = await show(sim, 'sign');
    await page.getByLabel('你是哪一位？').selectOption('马雅');
    await page.getByText('马雅，没有等你签字的文件。').waitFor();
    await page.getByLabel('你是哪一位？').selectOption('林岚');
    await page.getByRole('button', { name: '以林岚的名义签字' }).waitFor();
    await leave(page);
  });
});

describe.skipIf(!browser)('a task', () => {
  const plan = (sim: Simulator) => bookIn(sim).snapshot.rows.raci;
  const progress = (sim: Simulator, id: string) =>
    bookIn(sim).snapshot.rows.tracker.find((row) => row.id === id)?.values;

  it('is handed over with a reason', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'task');
    await page.keyboard.type('T-0001');
    await tabTo(page, 'New responsible person');
    await page.keyboard.type('Maya');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Chen is away until April');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.said.fine', { hasText: 'T-0001 is with Maya now.' }).waitFor();
    expect(plan(sim)[0]!.values.responsible?.name).toBe('Maya');
    expect(progress(sim, 'T-0001')).toMatchObject({
      note: '2026-03-06 Chen → Maya: Chen is away until April',
      progress: 0.7,
    });
    await leave(page);
  });

  it('is not handed over twice: somebody else was quicker', async () => {
    const sim = openLaunch('en');
    const { page } = await show(sim, 'task');
    await page.getByLabel(/^Task/).selectOption('T-0001');
    await page.getByLabel('New responsible person').selectOption('Maya');
    await page.getByLabel('Why').fill('Chen is away');
    sim.api.setValues(`RACI!${letterOf(sim, 'Responsible (R)')}4`, [['Lin']]);
    await page.getByRole('button', { name: 'Hand it over' }).click();
    await page.locator('.said.soon', { hasText: 'Responsible (R) is now “Lin”' }).waitFor();
    expect([plan(sim)[0]!.values.responsible?.name, progress(sim, 'T-0001')?.note]).toEqual(['Lin', '']);
    expect(await page.getByLabel('Why').inputValue()).toBe('Chen is away');
    await leave(page);
  });

  it('is split: the parts take its place, also for what waits for it', async () => {
    const sim = openLaunch('zh-CN');
    const { page } = await show(sim, 'task');
    await page.getByLabel(/^任务/).selectOption('T-0001');
    await page.getByLabel(/^拆分$/).check();
    await page.getByText('T-0002 印刷打样 改为等待各部分。').waitFor();
    await page.getByRole('button', { name: '拆分' }).click();
    await page.locator('.said.late', { hasText: '请填写标出的几项' }).waitFor();
    for (const [index, [name, who, due]] of [
      ['正面', '陈洁', '2026-03-10'],
      ['背面', '马雅', '2026-03-11'],
    ].entries()) {
      const part = page.getByRole('group', { name: `第 ${index + 1} 部分` });
      await part.getByLabel('做什么').fill(name!);
      await part.getByLabel('负责人 R').selectOption(who!);
      await part.getByLabel('截止日期').fill(due!);
    }
    await page.getByRole('button', { name: '拆分' }).click();
    await page.locator('.said.fine', { hasText: 'T-0001 已拆分为 T-0004、T-0005。' }).waitFor();
    const rows = plan(sim);
    expect(
      rows
        .slice(3)
        .map(({ id, values: v }) => [id, v.name, v.responsible?.name, v.due, v.accountable?.name, v.request]),
    ).toEqual([
      ['T-0004', '正面', '陈洁', 20522, '林岚', 'Q-0001'],
      ['T-0005', '背面', '马雅', 20523, '林岚', 'Q-0001'],
    ]);
    expect(rows[1]!.values.predecessors).toEqual(['T-0004', 'T-0005']);
    expect(progress(sim, 'T-0001')).toMatchObject({ status: 'cancelled', note: '2026-03-06 拆分为 T-0004、T-0005' });
    await leave(page);
  });
});
