/** Whether words say by themselves what is to be done: a verb that people can see done, and the thing it is done to. */

import { phrases } from './phrases.ts';

/** Fewer characters than this name no thing. */
const LEAST_HAN = 4;
const LEAST_LATIN = 8;

const VERB_ZH = phrases`
  更新|提交|提供|补充|完成.{2}|整理|安装|测试|检查|核对|核实|确认|联系|通知|召开|启动|上线|发布|发送|发出|采购|订购|购买|签订|签署|签
  支付|付款|制作|制定|编写|编制|撰写|起草|画|设计|拍摄|录制|翻译|打印|印刷|寄|送|运|装|拆|修复|修改|修|更换|替换|换|清理|清点|盘点
  培训|招聘|面试|验收|审核|审批|复核|评审|演示|汇总|统计|计算|下载|上传|导出|导入|备份|部署|迁移|配置|搭建|开发|关闭|删除|添加|增加
  取消|预订|预约|安排.{2}会|报名|登记|申请|申报|备案|归还|回复|答复|答应|退款|开票|回收|拜访|走访|访谈|调整|标注|准备|处理|解决|消化
  把.{2,20}(?:掉|上|完|好|了|下来|一遍|[给到].{2,10})$
`;
const VERB_EN = phrases`
  add|agree|answer|approve|archive|ask|assemble|book|build|buy|call|cancel|change|check|choose|clean|close|collect|compare|compile|configure
  confirm|contact|copy|count|create|cut|decide|delete|deliver|deploy|describe|design|document|draft|draw|email|enter|export|fill|find|finish
  fix|fold|get|hand|hire|hold|import|inform|install|interview|invite|issue|label|list|mail|make|measure|merge|migrate|move|name|notify
  order|organi[sz]e|pack|pay|phone|plan|plant|prepare|present|print|produce|provide|publish|reduce|release|remove|rename|renew|repair
  replace|reply|report|request|resolve|restock|return|revise|rewrite|run|schedule|sell|send|set|ship|sign|start|submit|test|train|translate
  update|upgrade|upload|validate|verify|visit|write
`;
const BEGINS_ZH = new RegExp(`^(?:${VERB_ZH})`, 'u');
const BEGINS_EN = new RegExp(`^(?:${VERB_EN})\\s+(?!(?:to|on|with|for|of|and|in|at|by|about|from)\\b)\\S`, 'iu');
/** What an article or a preposition introduces is missing. */
const ENDS_OPEN =
  /(?:\b(?:the|an?|our|my|your|their|this|that|these|to|on|with|for|of|and|or|in|at|by|about|from|into|until|before|who|needs?|should|is|are|be)|[的地得和与或把被由向给在对要应须会后里边]|出来|反馈)$/iu;

export const saysDeed = (text: string): boolean =>
  /\p{Script=Han}/u.test(text)
    ? [...text].length >= LEAST_HAN && BEGINS_ZH.test(text) && !ENDS_OPEN.test(text)
    : text.length >= LEAST_LATIN && BEGINS_EN.test(text) && !ENDS_OPEN.test(text);
