import { describe, expect, it } from 'vitest';
import type { Given } from '../../support/scenario.ts';
import { documentOf, openAnswerer } from './answerer.ts';

/** A kick-off that is over and approved, and a division of work that one head is to sign. */
const divided = (zh: boolean): Omit<Given, 'steps'> => {
  const [li, chen, wang, sun] = zh ? ['李明', '陈洁', '王芳', '孙丽'] : ['Li Ming', 'Chen Jie', 'Wang Fang', 'Sun Li'];
  const [design, marketing] = zh ? ['设计部', '市场部'] : ['Design', 'Marketing'];
  const over = { document: 'M-0001', version: 1, signedOn: '2026-02-24' };
  return {
    locale: zh ? 'zh-CN' : 'en',
    tabs: {
      requests: [
        {
          id: 'Q-0001',
          name: zh ? '冬季目录' : 'Winter catalogue',
          initiatingDepartment: marketing,
          initiator: wang,
          goal: zh ? '2026-04-30 前印出 48 页目录' : 'Catalogue of 48 pages printed by 2026-04-30',
          expected: zh ? '500 本' : '500 copies',
          wantedFinish: '2026-04-30',
          departments: design,
          submittedOn: '2026-02-11',
          reviewResult: zh ? '通过' : 'Passed',
          reviewedOn: '2026-02-12',
        },
      ],
      meetings: [
        {
          id: 'M-0001',
          name: zh ? '启动会' : 'Kick-off',
          kind: zh ? '启动会' : 'Kick-off',
          request: 'Q-0001',
          date: '2026-02-24',
          start: '10:00',
          end: '11:00',
          host: wang,
          goal: zh ? '定下谁做什么' : 'Agree on who does what',
          materialsOn: '2026-02-13',
          minutes: 'https://example.com/minutes',
          minutesOn: '2026-02-24',
          approvedOn: '2026-02-24',
        },
      ],
      raci: [
        {
          id: 'T-0001',
          name: zh ? '绘制目录' : 'Draw 48 pages',
          request: 'Q-0001',
          department: design,
          responsible: li,
          accountable: chen,
          start: '2026-03-09',
          due: '2026-04-10',
          output: 'PDF',
        },
        {
          id: 'T-0002',
          name: zh ? '校对文字' : 'Proofread the texts',
          request: 'Q-0001',
          department: design,
          responsible: chen,
          accountable: chen,
          supporting: li,
          supportingDepartments: marketing,
          consulted: wang,
          informed: sun,
          predecessors: 'T-0001',
          supportNeeded: zh ? '市场部的价格表' : 'Price list of Marketing',
          due: '2026-05-08',
          doneWhen: zh ? '没有错字' : 'No slips left',
        },
      ],
      signoffs: [
        { ...over, id: 'S-0001', kind: zh ? '会议纪要' : 'Minutes', signer: chen },
        { ...over, id: 'S-0002', kind: zh ? '纪要批准' : 'Approval', signer: wang },
      ],
    },
  };
};

const pageFor = async (given: Omit<Given, 'steps'>, signer: string) => {
  const answerer = openAnswerer(given, '2026-03-02T10:00');
  await answerer.sweep('2026-03-02T09:00');
  const { snapshot } = await answerer.facts();
  const row = snapshot.rows.signoffs.find(({ values: v }) => v.kind === 'division' && v.signer?.name === signer);
  if (!row) throw new Error(`${signer} is not asked`);
  return documentOf((await answerer.open(signer, row.id, 'sign')).page);
};

describe('the page on which the division of work is signed', () => {
  it('says what the plan does not keep, then each task with everyone in it, what comes before it and what it needs', async () => {
    expect(await pageFor(divided(false), 'Chen Jie')).toEqual([
      'The plan ends later than was promised: Wanted finish: Thu 30 Apr / Proofread the texts: Fri 8 May, 6 workdays later',
      'T-0001 Draw 48 pages: Responsible Li Ming Design · accountable Chen Jie · Mon 9 Mar → Fri 10 Apr · PDF',
      'T-0002 Proofread the texts: Responsible Chen Jie Design · accountable Chen Jie · Fri 8 May · No slips left / Supporting Li Ming and Marketing · consulted Wang Fang · informed Sun Li / After Draw 48 pages · needs: Price list of Marketing',
    ]);
  });

  it('says so in Chinese', async () => {
    expect(await pageFor(divided(true), '陈洁')).toEqual([
      '计划晚于约定的日期: 期望完成：4月30日 周四 / 校对文字：5月8日 周五，晚 6 个工作日',
      'T-0001 绘制目录: 负责 李明 设计部 · 批准 陈洁 · 3月9日 周一 → 4月10日 周五 · PDF',
      'T-0002 校对文字: 负责 陈洁 设计部 · 批准 陈洁 · 5月8日 周五 · 没有错字 / 支持 李明、市场部 · 咨询 王芳 · 知会 孙丽 / 前置 绘制目录 · 需要的支持：市场部的价格表',
    ]);
  });
});
