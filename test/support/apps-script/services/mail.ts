import { ScriptException } from '../errors.ts';
import { Service } from '../strict.ts';
import type { Execution } from '../world.ts';

const DAY = 86_400_000;

const left = (run: Execution): number => {
  const today = Math.floor(run.world.clock.now / DAY);
  const sent = run.world.mails.filter(
    (one) => one.from === run.start.effectiveUser && Math.floor(one.at / DAY) === today,
  );
  return run.world.limits.mailsADay - sent.reduce((sum, { to }) => sum + to.split(',').length, 0);
};

/** The quota counts recipients (developers.google.com/apps-script/guides/services/quotas); mail leaves as the effective user. */
export const MailApp: Service<undefined> = new Service<undefined>('MailApp', {
  getRemainingDailyQuota: ['', (_self, run) => left(run)],
  sendEmail: [
    'object | string string string | string string string object',
    (
      _self,
      run,
      first: string | Record<string, unknown>,
      subject?: string,
      body?: string,
      options: Record<string, unknown> = {},
    ) => {
      const all = typeof first === 'string' ? { ...options, to: first, subject, body } : first;
      const { to, subject: title, body: text = '', ...rest } = all;
      if (typeof to !== 'string' || to.trim() === '') throw new ScriptException('Failed to send email: no recipient');
      if (left(run) < to.split(',').length)
        throw new ScriptException('Service invoked too many times for one day: email.');
      run.world.mails.push({
        to,
        subject: String(title ?? ''),
        body: String(text),
        options: rest,
        from: run.start.effectiveUser,
        at: run.world.clock.now,
      });
    },
  ],
});
