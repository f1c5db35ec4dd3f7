import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MorningRow, TeamMorning } from '../../../core/mail/morning.ts';
import type { Person } from '../../../core/snapshot.ts';
import type { GroupCard } from '../../../functions/group/card.ts';
import { createGroups } from '../../../functions/group/group.ts';
import { groupOptions } from '../../../functions/group/options.ts';
import { groupAt } from '../../../sheet-templates/groups.ts';
import { ADDRESSES, type Groups, openGroups, type System } from '../../support/groups.ts';

const SYSTEMS = Object.keys(ADDRESSES) as System[];

let groups: Groups;
beforeAll(async () => {
  groups = await openGroups();
});
afterAll(() => groups.close());
beforeEach(() => {
  Object.assign(groups, { secret: null, keyword: null, breaks: null });
  groups.strangers.clear();
});

const person = (name: string, email: string | null, phone?: string) => ({ name, email, phone }) as Person;
const row = (name: string, ...who: Person[]): MorningRow => ({
  name,
  from: [],
  who,
  calls: who,
  note: '3 workdays late',
});
const LI = person('Li Ming', 'li@example.com');

const handed = { key: 'handed', title: 'Handed over', left: 0, more: '' } as const;
const cardOf = (rows: readonly MorningRow[], url: string | null = 'https://example.com/book'): GroupCard => ({
  morning: {
    locale: 'en',
    title: 'Launch · Fri 6 Mar',
    headline: '1 overdue',
    parts: [{ key: 'late', title: 'Overdue', rows, left: 0, more: '' }],
    open: 'Open the workbook',
  } satisfies TeamMorning,
  url,
});

const post = (system: System, card: GroupCard, secret: string | null = null) =>
  createGroups({ secret, allowed: null, fetch: groups.fetch }).post(ADDRESSES[system], card);
const lastBody = () => JSON.stringify(groups.posted.at(-1)?.body);

describe.each(SYSTEMS)('a group of %s', (system) => {
  it('gets a card with what is late, whose it is, and the way to the workbook', async () => {
    expect(await post(system, cardOf([row('Print the box', LI)]))).toEqual({ taken: true });
    expect(groups.posted.at(-1)?.system).toBe(system);
    for (const said of [
      'Launch',
      '1 overdue',
      'Overdue',
      'Print the box',
      'Li Ming',
      '3 workdays late',
      'https://example.com/book',
    ])
      expect(lastBody()).toContain(said);
  });

  it('has no way to a workbook that only lies in a folder', async () => {
    expect(await post(system, cardOf([row('Print the box', LI)], null))).toEqual({ taken: true });
    expect(lastBody()).not.toContain('Open the workbook');
  });

  it('reads what people wrote as text and as nothing else', async () => {
    const evil = 'a*b_c`d~ [x](https://evil.example.com) <at id=all></at> <!channel> **all** # `';
    const { morning, url } = cardOf([row(evil, person('<at id=all></at>', null), person('Li\n1. \u202eMing', null))]);
    expect(await post(system, { morning: { ...morning, headline: evil }, url })).toEqual({
      taken: true,
    });
    const body = lastBody();
    expect(body).not.toMatch(/\u202e|\\n1\./);
    expect(body).not.toContain('<at id=all>');
    expect(body).not.toContain('<!channel>');
    // Teams has a backslash before each of them; in Slack a link is written otherwise.
    if (system === 'slack') expect(body).not.toMatch(/<https:\/\/evil/);
    else expect(body).not.toMatch(/[^\\]\]\(https:\/\/evil/);
    expect(body).not.toMatch(/[^\\*]\*\*all\*\*/);
  });

  it('takes the longest card there can be', async () => {
    const long = '长'.repeat(80);
    const rows = Array.from({ length: 5 }, () =>
      row(long, ...Array.from({ length: 6 }, () => person(long, `${'a'.repeat(60)}@example.com`))),
    );
    const { morning } = cardOf(rows);
    const parts = (['decide', 'late', 'needs', 'handed'] as const).map((key) => ({ ...morning.parts[0]!, key }));
    expect(
      await post(system, { morning: { ...morning, title: long + long, parts }, url: 'https://example.com/book' }),
    ).toEqual({ taken: true });
  });

  it('that cannot be reached takes nothing, and nobody can tell', async () => {
    for (const breaks of ['before', 'after'] as const) {
      groups.breaks = breaks;
      const before = groups.asked();
      expect(await post(system, cardOf([row('Box', LI)]))).toBeNull();
      // A second card may be a second one.
      expect(groups.asked()).toBe(before + 1);
    }
  });
});

describe.each(['feishu', 'dingtalk'] as const)('a bot of %s that wants', (system) => {
  it('a signature gets it, and refuses a wrong one in its own words', async () => {
    groups.secret = 'SECd2f1';
    expect(await post(system, cardOf([row('Box', LI)]), 'SECd2f1')).toEqual({ taken: true });
    expect(await post(system, cardOf([row('Box', LI)]), 'another')).toEqual({
      taken: false,
      said: expect.stringContaining('sign'),
    });
    expect(await post(system, cardOf([row('Box', LI)]))).toMatchObject({ taken: false });
  });

  it('the word 接力 finds it', async () => {
    groups.keyword = '接力';
    expect(await post(system, cardOf([row('Box', LI)]))).toEqual({ taken: true });
  });
});

it('a hand-over has an arrow, also where nobody knows from whom', async () => {
  const { morning, url } = cardOf([]);
  const rows = [
    { ...row('Film', LI), from: ['Wang Fang'], note: '' },
    { ...row('Shop', LI), note: '' },
  ];
  await post('wecom', { morning: { ...morning, parts: [{ ...handed, rows }] }, url });
  expect(lastBody()).toContain('**Film** · Wang Fang → Li Ming');
  expect(lastBody()).toContain('**Shop** · → Li Ming');
});

it('in Feishu those whose move it is are mentioned, once each, by their address', async () => {
  await post('feishu', cardOf([row('Box', LI), row('Film', LI, person('Wu', null))]));
  expect(lastBody().match(/<at email=li@example\.com>/g)).toHaveLength(1);
});

it('a card that mentions somebody whom Feishu does not know is posted without mentions', async () => {
  groups.strangers.add('li@example.com');
  const before = groups.posted.length;
  expect(await post('feishu', cardOf([row('Box', LI)]))).toEqual({ taken: true });
  expect(groups.posted).toHaveLength(before + 1);
  expect(lastBody()).not.toContain('<at ');
  expect(lastBody()).toContain('Li Ming');
});

const WANG = person('Wang Fang', 'wang@example.com', '+86 138 0000-0001');
const ZHAO = person('Zhao Lei', 'zhao@example.com', '13800000002');
const ABROAD = person('Ann Lee', 'ann@example.com', '+852 9000 0000');

it.each(SYSTEMS)(
  'a card for which a gateway answers is posted once in %s, and what the gateway said is told',
  async (system) => {
    groups.breaks = 'gateway';
    const before = groups.asked();
    const said = await post(system, cardOf([row('Box', person('Wang', 'wang@example.com', '13800000000'))]));
    expect([groups.asked() - before, said]).toEqual([1, { taken: false, said: expect.stringMatching(/^HTTP 504 /) }]);
  },
);

describe('whose move it is and who has a mobile number', () => {
  it('is mentioned by it in the text of DingTalk’s card, once', async () => {
    await post('dingtalk', cardOf([row('Box', WANG, LI, ABROAD), row('Film', WANG, ZHAO)]));
    const { at, markdown } = groups.posted.at(-1)?.body ?? {};
    expect(at).toEqual({ atMobiles: ['13800000001', '13800000002'], isAtAll: false });
    expect(markdown.text).toMatch(/\n\n@13800000001 @13800000002\n\n接力 BATON$/);
  });

  it('has no whole number in the group where DingTalk’s group does not have them', async () => {
    groups.strangers.add('13800000001');
    await post('dingtalk', cardOf([row('Box', WANG)]));
    expect(groups.posted.at(-1)?.body.markdown.text).not.toContain('13800000001');
  });

  it('is mentioned by a line after WeCom’s card, which shows no number', async () => {
    const before = groups.posted.length;
    expect(await post('wecom', cardOf([row('Box', WANG, LI), row('Film', ZHAO, ABROAD)]))).toEqual({ taken: true });
    const [card, line, ...more] = groups.posted.slice(before).map(({ body }) => body);
    expect(card.markdown.content).toContain('Wang Fang');
    expect(JSON.stringify(card)).not.toContain('1380000');
    expect(line.text).toEqual({
      content: 'Launch · Fri 6 Mar: your move',
      mentioned_mobile_list: ['13800000001', '13800000002'],
    });
    expect(more).toEqual([]);
  });

  it('is not mentioned in WeCom where nobody knows whether the card arrived', async () => {
    const before = groups.asked();
    groups.breaks = 'after';
    expect(await post('wecom', cardOf([row('Box', WANG)]))).toBeNull();
    expect(groups.asked()).toBe(before + 1);
  });

  it('is not mentioned where they have a quiet day, nor where the card counts them without a name', async () => {
    for (const system of ['feishu', 'dingtalk', 'wecom'] as const) {
      const before = groups.posted.length;
      const quiet = { ...row('Box', WANG), calls: [] };
      await post(system, cardOf([quiet, row('Film', LI, ABROAD, person('Wu', null), ZHAO)]));
      const said = JSON.stringify(groups.posted.slice(before));
      expect(said).not.toMatch(/wang@|zhao@|1380000000/);
      expect(said).toContain('Wang Fang');
    }
  });

  it('is among twenty at most', async () => {
    const many = Array.from({ length: 10 }, (_, n) =>
      row(
        `Task ${n}`,
        ...[0, 1, 2].map((i) => person(`P${n}${i}`, null, `138000${String(n * 3 + i).padStart(5, '0')}`)),
      ),
    );
    await post('dingtalk', cardOf(many));
    expect(groups.posted.at(-1)?.body.at.atMobiles).toHaveLength(20);
  });
});

it.each(['slack', 'teams'] as const)(
  'nobody is mentioned in %s, where no number and no address finds them',
  async (system) => {
    await post(system, cardOf([row('Box', WANG)]));
    expect(lastBody()).not.toMatch(/1380000|wang@|<at>|<@/);
  },
);

it('nothing but the address of a bot is ever called', async () => {
  const before = groups.asked();
  for (const address of [
    'https://example.com/open-apis/bot/v2/hook/1',
    'http://open.feishu.cn/open-apis/bot/v2/hook/1',
    'https://open.feishu.cn.example.com/open-apis/bot/v2/hook/1',
    'https://open.feishu.cn@example.com/open-apis/bot/v2/hook/1',
    'https://169.254.169.254/computeMetadata/v1',
    'https://example.com/?u=https://hooks.slack.com/services/T/B/X',
    'https://evil.logic.azure.com.example.com/workflows/1',
  ]) {
    expect(groupAt(address)).toBeNull();
    expect(
      await createGroups({ secret: null, allowed: null, fetch: groups.fetch }).post(address, cardOf([])),
    ).toMatchObject({
      taken: false,
    });
  }
  expect(groups.asked()).toBe(before);
});

describe('where the administrator says who may be told', () => {
  const postAs = (env: Readonly<Record<string, string>>) =>
    createGroups({ ...groupOptions(env), fetch: groups.fetch }).post(ADDRESSES.wecom, cardOf([row('Box', LI)]));

  it.each([
    ['anybody may be, any group that a workbook names is told', {}, true],
    ['mails stay within domains, no group is that nobody named', { BATON_RECIPIENTS: 'example.com' }, false],
    [
      'groups are named, those are',
      { BATON_RECIPIENTS: 'example.com', BATON_GROUPS: `${ADDRESSES.slack}, ${ADDRESSES.wecom}` },
      true,
    ],
    ['other groups are named, this one is not', { BATON_GROUPS: ADDRESSES.slack }, false],
  ])('%s', async (_, env, isTold) => {
    const before = groups.asked();
    expect((await postAs(env))?.taken).toBe(isTold);
    expect(groups.asked()).toBe(before + (isTold ? 1 : 0));
  });
});
