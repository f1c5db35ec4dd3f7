import { describe, expect, it } from 'vitest';
import { createMemoryMailer } from '../../../functions/adapters/memory/mailer.ts';
import { createLinks } from '../../../functions/answer/links.ts';
import { decide } from '../../../functions/sweep/decide.ts';
import { sweepWorkbook } from '../../../functions/sweep/sweep.ts';
import { MONDAY } from '../../support/office.ts';
import { setOf } from '../../support/starter.ts';
import { KEY, openSite, openSwept, standingOf, URI } from './site.ts';

describe('a task that is called done without a result', () => {
  it('is asked for it by a mail with a button, behind which only the result is written', async () => {
    const store = await openSwept();
    await store.apply([setOf('tracker', 'T-0001', { status: 'done' })]);
    const { linkTo } = createLinks({ base: 'https://respond.example.com/', keys: [KEY] });
    const mailer = createMemoryMailer();
    await sweepWorkbook({
      store,
      mailer,
      now: MONDAY,
      clock: () => MONDAY,
      decide: (raw, context) => decide(raw, context, (snapshot) => linkTo(URI, snapshot)),
    });
    const { text, html } = mailer.sent.find(({ to }) => to.name === 'Li Na')!;
    const link = /Add the result: (https:\S+a=done)/.exec(text)![1]!;
    expect(html).toContain('>Add the result</a>');

    const site = await openSite(store);
    site.clock.pass(3 * 24 * 60);
    const form = await site.open(link);
    expect(form.text).toContain('Add the result');
    expect((await site.send(form)).status).toBe(422);
    const written = await site.send(await site.open(link), { output: 'https://example.com/report' });
    expect(written.status).toBe(200);
    const { tracker } = await standingOf(store);
    expect(tracker).toMatchObject({ status: 'done', progress: null, output: 'https://example.com/report' });
    expect((await site.undo(written)).status).toBe(200);
    expect((await standingOf(store)).tracker).toMatchObject({ status: 'done', output: '' });
  });
});
