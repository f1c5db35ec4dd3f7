import { describe, expect, it } from 'vitest';
import type { LinkTo } from '../../../core/answers/model.ts';
import { digestOf } from '../../../core/mail/index.ts';
import { planOf } from '../../../core/planning/make-plan.ts';
import { readFacts } from '../../../core/process/facts.ts';
import { readSnapshot } from '../../../core/read/index.ts';
import { workbookOf } from '../../support/scenario.ts';

const TASK = { responsible: 'Li Ming', accountable: 'Sun Li', informed: 'Wang Fang', output: 'A file' };
const book = workbookOf({
  tabs: {
    raci: [
      { ...TASK, id: 'T-0001', name: 'Final packaging', due: '2026-03-04' },
      { ...TASK, id: 'T-0002', name: 'Price list', due: '2026-03-09' },
    ],
    tracker: [
      { id: 'T-0001', status: 'In progress', progress: 0.5 },
      { id: 'T-0002', status: 'Not started' },
    ],
    escalations: [],
  },
  settings: {},
});
const URL = 'https://sheets.example.com/d/1';
const NOW = '2026-03-06T09:00:00+08:00';

const linkTo: LinkTo = ({ email }, item, kind) => `https://baton.example.com/respond?t=${email}.${item}&a=${kind}`;
const mailTo = (name: string, links?: LinkTo, raw = book) => {
  const facts = readFacts(readSnapshot(raw, { now: NOW }));
  const mail = planOf(facts).mails.find(({ to }) => to.name === name)!;
  return { mail, digest: digestOf(facts, mail, links) };
};
const buttonsIn = ({ digest }: ReturnType<typeof mailTo>) =>
  digest.sections.flatMap(({ cards }) =>
    cards.map(({ id, buttons }) => [id, ...buttons.map(({ label, primary }) => (primary ? `[${label}]` : label))]),
  );

describe('a mail with links', () => {
  it('lets its reader answer what is theirs; filled is what the bold sentence asks, else what fits today', () => {
    expect(buttonsIn(mailTo('Li Ming', linkTo))).toEqual([
      ['T-0001', '[New date]', 'Done', 'Need help'],
      ['T-0002', 'Done', 'New date', 'Need help'],
    ]);
  });

  it('leads each reader to a page of their own', () => {
    const { digest, mail } = mailTo('Li Ming', linkTo);
    const [button] = digest.sections[0]!.cards[0]!.buttons;
    expect(button!.url).toBe(`https://baton.example.com/respond?t=${mail.to.email}.T-0001&a=redate`);
  });

  it('says where to write only what cannot be answered from it', () => {
    expect(mailTo('Li Ming', linkTo).digest.where).toBeNull();
    expect(mailTo('Li Ming').digest.where).toContain('find the row by its ID (such as T-0001)');
    expect(buttonsIn(mailTo('Li Ming')).flat()).toEqual(['T-0001', 'T-0002']);
  });

  it('opens the workbook where that has an address', () => {
    expect(mailTo('Li Ming', linkTo).digest.book).toBeNull();
    expect(mailTo('Li Ming', linkTo, { ...book, url: URL }).digest.book).toEqual({
      label: 'Open the workbook',
      url: URL,
    });
  });

  it('says that it can be replied to where replies are read, and only to whoever has something to answer', () => {
    const SAID = 'You can also reply in your own words; what was understood comes back for you to confirm.';
    const facts = readFacts(readSnapshot(book, { now: NOW }));
    const footers = planOf(facts).mails.map((mail) => [
      mail.to.name,
      digestOf(facts, mail, linkTo, true).footer.includes(SAID),
      digestOf(facts, mail, linkTo).footer.includes(SAID),
      digestOf(facts, mail, undefined, true).footer.includes(SAID),
    ]);
    expect(footers).toContainEqual(['Li Ming', true, false, false]);
    expect(footers.length).toBeGreaterThan(1);
    expect(footers.filter(([name]) => name !== 'Li Ming').map(([, said]) => said)).not.toContain(true);
  });

  it('has the subject that the plan has', () => {
    const { digest, mail } = mailTo('Li Ming', linkTo);
    expect(digest.subject).toBe(mail.subject);
  });
});
