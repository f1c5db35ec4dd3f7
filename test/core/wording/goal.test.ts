import { describe, expect, it } from 'vitest';
import { isMeasurable } from '../../../core/wording/goal.ts';

describe('a goal', () => {
  it.each([
    '两周内销售 3,000 台',
    '转化率提高百分之十',
    '十个工作日交出样机',
    '２００家门店完成陈列',
    '取得 3C 证书',
    '通过跌落测试',
    '合同签署完毕',
    '零投诉上线',
    '3,000 units in two weeks',
    'Pass the drop test',
    'Certificate approved by the lab',
    'No customer complaints in the first month',
    'All stores stocked',
    'Go live',
  ])('%s: anybody can tell when it is reached', (goal) => expect(isMeasurable(goal)).toBe(true));

  it.each([
    '提升品牌形象',
    '优化流程，提高效率',
    '加强部门之间的沟通',
    '让客户更满意',
    '做好新品推广工作',
    '进一步完善制度',
    'Improve customer satisfaction',
    'Be the market leader',
    'Better communication between departments',
    'Make the process smoother',
    'Raise brand awareness',
    'Support the sales team',
  ])('%s: nobody can', (goal) => expect(isMeasurable(goal)).toBe(false));
});
