/** How people say it: the words of which a clause of a reply is made, in Chinese and English. */
import { phrases } from '../wording/phrases.ts';

/** Words that may be repeated are each in their list once, and none is made of others: what is read in one way takes no time. */
const whole = (...parts: readonly string[]): RegExp => new RegExp(`^(?:${parts.join('|')})$`, 'iu');

const asWord = (words: string): string => `\\b(?:${words})\\b`;

/** All of these and nothing else; those of the second list as whole words. */
const onlyOf = (parts: string, words: string): RegExp => new RegExp(`^(?:${parts}|${asWord(words)})*$`, 'iu');

/** Who or what it is about, before the act: nothing else may stand there. */
const WHAT_ZH = '这[个项条]?|该|此|本|任务|事项|工作|这边|我们?|目前|现在|都|全部|全都|均|也|就|刚|的|,|:|是|\\s';
const SUBJECT_ZH = `(?:${WHAT_ZH}|今天|昨天|上午|下午)*`;
const SUBJECT_EN =
  "(?:(?:it|this|that|this one|that one|the task|task|item|both|all|all of (?:them|it)|everything|they|i|we|i'm|we're|it's|its|that's|has|have|had|is|are|was|were|been|am|i've|we've|now|already|just|also|status|:|-)\\s*)*";
const TAIL_ZH = '(?:了|啦|咯|哈|的|啊|呢|~|\\s)*';
const TAIL_EN =
  '(?:\\s*(?:it|this|that|now|today|yesterday|already|this morning|last night|last week|as of today|so far|by now|on time|with (?:it|this|that)|for me|from (?:me|my side|our side)|thanks|thank you|here|then|:\\)))*';

export const QUESTION = new RegExp(
  phrases`
    [?？]\s*$|[吗么嘛]\s*$|是不是|能不能|可不可以|可否|是否|有没有|要不要|行不行|什么时候|几号|哪天|为什么|怎么
    谁(?!都)
    ^(?:(?:is|are|was|were|do|does|did|has|have|can|could|should|shall|would|will|may)\s(?:i|we|you|it|this|that|they|he|she|the|there|any\w*|some\w*)\b|(?:when|what|why|who|whom|whose|which|where|how)\s)
  `,
  'iu',
);
export const HEDGE = new RegExp(
  phrases`
    可能|也许|或许|大概(?!率)|估计|应该|差不多|几乎|争取|尽量|尽快|力争|如果|假如|要是|一旦|除非|的话|希望|打算
    想要?(?=推|延|改)|看情况|原则上|基本|大致|^快|快要|快[好完了]|即将|接近|部分|初稿|一半人|除了|只差|还差|还剩
    但|不过|只是|然而
    ${asWord(phrases`
      maybe|perhaps|probably|possibly|might|could|should|hopefully|hope|try|trying|aim|ideally|if|unless
      until then|once|as soon as|almost|nearly|mostly|basically|partly|partially|except|apart from|but|however
      although|though|only|draft|i think|i guess|would|assuming|provided|roughly done
    `)}
  `,
  'iu',
);

export const DONE = whole(
  `${SUBJECT_ZH}(?:已经?|早就?)${SUBJECT_ZH}(?:完成|做完|做好|搞定|办好|办完|弄好|处理完?|处理好|解决|结束|提交|交付|上线|交|落实|完工|完结|关闭)(?:完毕|完成|好)?${TAIL_ZH}`,
  `${SUBJECT_ZH}(?:完成|做完|做好|搞定|办好|办完|弄好|弄完|处理完|处理好|结束|完工|完结)(?:了|啦|咯|完毕)${TAIL_ZH}`,
  // 今天完成 may be a promise.
  `(?:${WHAT_ZH})*(?:搞定|完毕|办妥|完成|做完)${TAIL_ZH}`,
  `${SUBJECT_EN}(?:done|finished|completed?|delivered|submitted|shipped|closed|sorted|all set)(?: and (?:done|dusted|delivered|submitted|closed))?${TAIL_EN}`,
  '(?:标记|标为|设为|改为|请标记为|请标为)?已?完成|(?:please )?mark (?:it |this |that )?(?:as )?(?:done|complete|completed|finished)',
);
export const STARTED = whole(phrases`
  ${SUBJECT_ZH}(?:还|仍)?(?:在做|正在做|在进行|进行中|正在进行中?|在处理|正在处理|处理中|在办|在弄|已开始|已经开始|开始做|在跟进)${TAIL_ZH}
  ${SUBJECT_EN}(?:still )?(?:in progress|working on (?:it|this|that)|on it|started|under way|underway|ongoing)${TAIL_EN}
`);
export const NOT_DONE = new RegExp(
  phrases`
    (?:还|仍|尚|暂时?)?(?:没有?|未)(?:完全|全部|能|做|全)?(?:完成|做完|做好|弄好|搞定|处理完|结束|完|好)|做不完
    完不成|没弄完|\bnot\s(?:\w+\s){0,2}(?:done|finished|completed?|ready|there|delivered|closed)\b
    n['’]t\s(?:\w+\s){0,2}(?:done|finished?|complete[d]?|ready|delivered)\b|\bunfinished\b|\bincomplete\b
    \bnever\b|\bnot (?:yet|quite)\b|\byet to\b
  `,
  'iu',
);
export const NEGATED = new RegExp(
  phrases`
    不需要|不用|无需|没有?(?:被)?(?:卡|延期|问题)|不再|不会|不能|不可|不(?:推迟|延期|改期|延)|别|勿|取消
    \b(?:not|no longer|never|without|cannot|none|nothing)\b|\bno\b|n['’]t\b
  `,
  'iu',
);

export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  一: 10,
  两: 20,
  二: 20,
  三: 30,
  四: 40,
  五: 50,
  六: 60,
  七: 70,
  八: 80,
  九: 90,
};
export const PERCENT = new RegExp(
  `^(?:${SUBJECT_ZH}(?:进度|进展|完成度|完成|做|已|已经|完成了|做了|大概|大约|约|到|在|为|是|有|:|\\s)*|(?:(?:${SUBJECT_EN})(?:progress|at|about|around|done|completed?|finished|roughly|is|now|currently|:|\\s)*))(\\d{1,3})\\s?[%％](?:\\s|了|左右|完成|进度|done|completed?|finished|there|through|now|so far|ready|of it|progress)*$`,
  'iu',
);
export const TENTHS = new RegExp(
  `^${SUBJECT_ZH}(?:进度|完成|做|已|已经|完成了|做了|到|有)*([一两二三四五六七八九])成(?:了|左右)*$`,
  'u',
);
export const HALF = whole(phrases`
  ${SUBJECT_ZH}(?:进度|完成|做|已|已经|完成了|做了)*(?:一半|过半)(?:了)*
  ${SUBJECT_EN}half(?:[- ]?way)?(?: of it)?(?: is)? (?:done|finished|there|through|complete)${TAIL_EN}
`);

export const REDATE = new RegExp(
  phrases`
    推迟|延期|延后|延迟|延到|延至|顺延|改期|改到|改为|改至|挪到|调整到|调整至|调到|推到|推至|推后|拖到
    ${asWord(phrases`
      delay(?:ed|ing)?|postpon(?:e|ed|ing)|push(?:ed|ing)?|mov(?:e|ed|ing)|reschedul(?:e|ed|ing)
      slip(?:s|ped|ping)?|shift(?:ed|ing)?|extend(?:ed|ing)?|defer(?:red)?|new (?:due )?(?:date|deadline)
      due date
    `)}
  `,
  'iu',
);
/** All that may stand beside the word and the day. */
export const REDATE_REST = onlyOf(
  phrases`
    推迟|延期|延后|延迟|延|顺延|改期|改|挪|调整?|推后?|拖|到|至|为|在|把|将|需|要|得|请|麻烦|申请|帮忙?
    我们?|这个|这项|任务|它|截止|日期|时间|交付|完成|提交|一下|前|之前|才|再|了|吧|只能|会|能|给|从|由|原定
    新|目前|现在|的|:|,|\s
  `,
  phrases`
    delay(?:ed|ing)?|postpon(?:e|ed|ing)|push(?:ed|ing)?|mov(?:e|ed|ing)|reschedul(?:e|ed|ing)
    slip(?:s|ped|ping)?|shift(?:ed|ing)?|extend(?:ed|ing)?|defer(?:red)?|change|to|until|till|by|for|on|from
    back|out|it|it's|this|that|the|a|new|due|date|deadline|is|are|be|been|has|have|will|i'll|we'll|i|we|i'd
    like|want|need|needs|must|please|and|us|let's|task|delivery|of|again|now|was|ask
  `,
);
export const OF_OTHERS =
  /同意|批准|通过|驳回|拒绝|他|她|他们|\b(?:agree|agreed|approve|approved|reject|he|she|they|said|says)\b/iu;

export const PROMISE_REST = onlyOf(
  phrases`
    我们?|这边|会|将|能|可以|一定|保证|在|于|到|就|前|之前|以前|内|之内|给|交|发|出|完成|提交|交付|做完|做好
    搞定|弄好|弄完|反馈|回复|答复|你们?|您|大家|它|完|好|再|预计|计划|的|初|,|\s|:
  `,
  phrases`
    i|we|i'll|we'll|will|be|is|it|it'll|this|that|you|done|ready|finish|finished|complete|completed|deliver
    delivered|send|submit|provide|have|get|do|to|by|on|before|until|at|the|latest|for|yours|going|am|with
    expect|expected|plan|planned|eta|due|in|your|inbox|hands|yes
  `,
);

export const HELP = new RegExp(
  phrases`
    卡住|卡在|卡着|堵住|被阻塞|阻塞|推不动|进行不下去|做不下去|停滞
    (?:需要|请求|希望得到|急需|请|求|缺少?)[^，。]{0,24}(?:支持|帮助|帮忙|协助|协调|配合|介入|出面|支援|人手|资源)
    求助|求援
    ${asWord(phrases`
      blocked|stuck(?! (?:in|at) )|held up
      need(?:s|ed)? (?:\S+ ){0,6}(?:help|support|assistance|a hand|resources|input|escalation|intervention)
      help needed|please (?:help|escalate|support)|can(?:no|')t (?:go on|continue|proceed|move on)
    `)}
  `,
  'iu',
);
/** Said of what hindered it, when a new date or a call for help stands beside. */
export const REASON =
  /^(?:因为|由于|因|原因|理由|主要是|是?在?等|等待|还在等|正等|仍在等|缺|没有?(?:人手|资源|材料|到货)|because|since|as |due to|waiting|wait for|awaiting|pending|reason|on account of|owing to|caused by|need to wait|still waiting)/iu;
export const EVIDENCE = new RegExp(
  phrases`
    [\uE000-\uF8FF]|附件|见附|如附|附上|链接|网盘|共享盘|文件夹|(?:放|存|上传|发|更新)(?:在|到|至|给)
    已(?:发|上传|归档|放)
    \b(?:see|find|is|are|it's|as)? ?(?:the )?(?:attach(?:ed|ment|ments)|enclosed|link|uploaded|in the (?:shared )?(?:folder|drive)|on the (?:shared )?drive|saved (?:in|to|under)|sent to)\b
    \.(?:pdf|docx?|xlsx?|pptx?|zip|png|jpe?g|psd|ai|md|csv)\b
  `,
  'iu',
);

export const ACK = whole(phrases`
  (?:我|我们)?(?:知道|收到|了解|明白|知悉|已阅|清楚)(?:了|啦|,|\s)*|(?:已经?)(?:知悉|知晓|收到|阅)(?:了)?
  知道了?[,，]?不(?:用|必)再?提醒(?:了)?|会(?:处理|办|做|跟进)的?
  (?:i )?(?:got it|noted|understood|acknowledged|ack|will do|i know|i'm aware|aware|received|copy that|roger)(?: (?:with )?(?:thanks|thank you|that))?
  thanks?,? (?:noted|got it)
`);
export const WEAK_ACK = whole(phrases`
  好(?:的|滴|嘞|了)?(?:呢)?|行|可以|没问题|嗯+|ok(?:ay)?|okey|fine|sure|alright|great|perfect|no problem|yes
  yep|是的?|对
`);
export const POLITE = whole(phrases`
  (?:你好|您好|大家好|早|早上好|上午好|下午好|晚上好|各位好?|hi|hello|hey|dear)(?:[ ,，:：].{0,24})?
  (?:多?谢谢?|感谢|辛苦)(?:了|你们?|您|大家|提醒|啦|\s)*
  (?:many |thanks|thank you|thx|tks|cheers)(?: (?:so much|a lot|all|everyone|for (?:the )?(?:reminder|mail|heads[- ]up|note|patience|your patience)|again|baton))*
  抱歉|不好意思|对不起|请(?:查收|知悉|见谅|查看|悉知)
  sorry(?: (?:for|about) (?:the|this) (?:delay|wait|late reply|late answer))?|fyi|please (?:check|see|review)
  接力|baton|good (?:morning|afternoon|evening)|best
`);
export const AGREE = whole(phrases`
  (?:我|我们|部门)?(?:同意|批准|通过|认可|无异议|没意见|没有意见|没有异议|审核通过|审批通过|可以通过|准了?)(?:了|啦|的|\s)*
  (?:可以|能)(?:完成|做|做到)
  (?:i |we )?(?:agree|agreed|approve|approved|accept|accepted|no objections?|looks good(?: to me)?|lgtm|fine with me|ok with me|go ahead|passed|we can do (?:it|this|that)|can do)(?: (?:it|this|that|with (?:it|this|that)|from my side|by me|to this|to it))?
`);
export const DISAGREE = whole(phrases`
  (?:我|我们|部门)?(?:不同意|不批准|不通过|不认可|驳回|退回|拒绝|打回)(?:了|修改|重写|\s)*
  (?:i |we )?(?:disagree|do not agree|don't agree|reject|rejected|refuse|refused|not approved|do not approve|don't approve|send it back|sent back)(?: (?:it|this|that|with (?:it|this|that)))?
`);
export const SIGN = whole(phrases`
  (?:我|我们|本人)?(?:签|签字|签署|签名|我签|确认签字|同意签字|已签|已签字|签了|签字确认|同意并签字)(?:了|吧|\s)*
  (?:i |i'll |i will |i hereby |we )?sign(?:ed)?(?: (?:it|this|off|here|that|it off))?
`);
export const RULE =
  /^(?:决定|裁决|裁定|决策|我的决定|decision|ruling|decided|my decision(?: is)?|i decide|we decide)\s*(?:(?:是|为|[:：]|that)\s*)?(.{2,})$/iu;
