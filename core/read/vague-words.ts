/**
 * Wording that nobody can check, as parts of regular expressions: no day, no person, no measure. Every entry is guarded
 * against the ordinary words it is part of (合适时间, 附近日期, “no later than”, “as soon as X”); a word that is often meant
 * exactly stays out. All repetitions and looks around are bounded, so that a text costs time in proportion to its length.
 *
 * `soft`: can be checked all the same where the sentence names a day (尽快，最迟3月6日). `hard`: whatever else is said.
 */
interface VagueWords {
  readonly soft: readonly string[];
  readonly hard: readonly string[];
}

const END = '(?=\\s*(?:$|[，。；、：,;:.!?！？)）\\]】]))';
/** No figure in what is left of the clause: nothing it could be measured by. */
const UNMEASURED = '(?![^，。；,;:：]{0,60}\\d)';

/** The clause so far is a list (数据、报表等): then 等 stands for things nobody named. 等三个 names their number. */
const AND_SO_ON = `(?<=、[^，。；,;]{0,20}[^，。；,;平相对同不优中高])等(?:相关|有关)?(?:工作|事项|内容|事宜|方面|资料|材料)?${END}`;

const GO_ON =
  '(?:推进|跟进|优化|改进|改善|关注|完善|提升|加强|推动|沟通|协调|开展|落实|迭代|深化|努力|做好|研究|讨论|保持)';

export const ZH: VagueWords = {
  soft: [
    '尽快|尽早|尽速|从速|赶紧|赶快|加紧|加快(?!递)|抓紧(?!固)|(?<!最)近期(?![末负])|(?<![最附])近日(?![期常])|这几天|这两天|马上(?!消费)',
    '(?<!以)及时(?![率性间雨])|按时(?=完成|交付|提交|上线|推进)|如期(?=完成|交付|提交|上线)|早日(?=[完投上实交落建开解])|早[点些](?=[完交给提发做定上开回])',
    '稍后(?!读)|稍晚|晚点(?![名率])|晚些时候|随后(?![端台])|不久后|过段时间|过一阵|过[几两些][天日](?!数)',
    // 跟进一下, 看一下: softly said, and nothing that could be seen to be done.
    '(?<=[\\p{Script=Han}])一下(?![午子拉级步次个周轮单])|看看(?![板台])',
    `(?:协调|负责|统一|继续|牵头)?(?:跟进|对接|统筹|(?<!已|已经|均|部)推进)${END}|协调(?:跟进|解决|处理|推进|落实)|(?:找|派)个?人(?=[跟看处做去来盯对修])|安排(?:专?人|人手)(?=[跟看处做去来盯对修])`,
    `(?:提高|提升|改善|增强|强化|加强|深化|增进|优化|完善|改进|健全|促进|推动)${UNMEASURED}[^，。；,;:：]{0,14}(?:度|率|力|制度|机制|流程|体系|效果|水平|质量|能力|意识|力度|体验|性能|氛围|协作|合作|沟通|联系|管理|管控|协调|配合|建设|监督|培训|宣传)${END}`,
  ],
  hard: [
    '争取(?!到|了|意见|客户|订单|预算|资源|资金|支持|权益|政策|名额|批准|授权)|力争(?!上游)|力求|尽量|尽力|尽可能|尽最大',
    '到时候|到时再|(?<!所)有空(?:时|再|就|的时)|有时间(?:再|的话|时|就)|得空|回头(?![率客路])|改天(?!线)|改日(?!期)|(?<![\\d作休当生次])日后(?=再|跟|补|处|完)|以后再',
    `后续(?:再|会|将|${GO_ON}|安排|考虑|处理|补充|同步|确认)(?!记录|表|单|函|会议)`,
    '(?<!合)适时|适当(?!性)|酌情|(?<!查)看情况(?:再[定说看议])?|(?<![巡重监审检忽])视情(?:况|形)(?!通报|表|说明)|视(?:进展|进度|需要|资源|预算)(?!表)',
    '必要时(?!间)|如有(?:需要|必要|可能)|如果?(?:可能|需要|方便|来得及)(?=[，,的话就再请时])|条件(?:允许|具备|成熟)|有条件(?:时|的话|再|就)|时机成熟|择机(?![算模])|择期',
    '根据(?:实际)?(?:情况|需要|进展|进度)(?!说明|表|编)|按需(?![求量])',
    '(?:相关|有关)(?:部门|人员|同事|团队|单位|领导|负责人|各方)|有关方面|由?专人(?=负责|跟进|处理|对接)|大家(?=一起|共同|都|想|尽|多|配合)',
    '各(?:部门|方|单位|位)(?=自行|积极|共同|配合|协同)|多方(?=沟通|协调|努力|配合)|某(?:些|人|位|部门|同事)|各项(?=工作|任务|事宜)',
    '若干(?!年限)|(?<!某)一些(?!许)|等等(?!待)|大概(?!率)|大约(?![定束])|差不多(?!率)|不少(?!于)|许多',
    '(?<=[\\d一二三四五六七八九十两几](?:个)?(?:天|日|号|周|月|年|工作日|小时|%|人|万|元)?|[周月年][初中底末])(?:左右|前后)',
    '陆续(?!航)|逐步(?![骤进])|逐渐|进一步(?!法)|不断(?![电网])',
    `(?<!可)(?:持续|继续|长期|不断)(?=${GO_ON})|(?<!每.{0,3})定期(?=沟通|跟进|回顾|更新|检查|汇报|同步|反馈|复盘|召开|维护)|保持(?=沟通|关注|联系|联络|跟进)`,
    '基本(?:完成|上|到位|达到|实现|满足|符合|可用|具备|解决|没|能|做完|搞定)|初步(?=完成|拟|确定|形成|达成|实现|沟通|明确|具备)|大致(?=梳理|完成|确定|明确|了解|可|能|符合)|大体(?=上|完成)|大部分(?=完成|已|做)',
    '原则上|问题不大|没(?:什么|啥|有)?(?:大)?问题|应该(?=能|可以|会|没|不会|是|[下本]周|[下本]月|在|就|够)|(?<![不尽])可能(?=[下本]周|[下本]月|会|要|能|在|需|得|晚|提前|推迟|延|今|明|后|\\d)|希望(?=能|可以|在|[下本]周|[下本]月|尽|早|\\d)|(?:看能?|能)(?:不能|否)(?=[提再早先按赶争])|也许|或许',
    '待定(?![位稿价义制型点额金])|暂定|(?:日期|时间|期限|人选|[负责]责人|地点)[还尚暂仍]?未定|[没未]确定|不确定|另[定议]|另行(?:通知|安排|确定|商议)|待[议商]|待(?:讨论|明确|沟通)(?=$|[，。；,;])|待确认(?=$|[，。；,;后])|再(?:看|说|定|议|商量|讨论|考虑)' +
      END,
    '再看看|再说吧|先这样',
    '积极(?=配合|推进|沟通|协调|参与|推动|响应|落实|支持|开展|应对|跟进|探索|联系)|大力(?=推|支持|发展|宣传|开展|配合|促进|加强)|妥善(?=处|解决|安排|应对|做好)|合理(?=安排|分配|规划|利用|控制|配置|使用)|切实|全力(?=配合|支持|推|保障|以赴|做)|努力(?=完成|做|达|实现|提|推)|认真(?=落实|做好|对待|执行|完成|组织)',
    `做好[^，。；,;\\d]{0,10}(?:工作|保障|准备|服务|配合|支持|衔接|对接)${END}|抓[好实](?=[^，。；,;\\d]{0,10}$)|落实到位|落到实处|推动落地|(?:顺利|有序|稳步)(?=推进|进行|开展|实施|落地|完成)`,
    `(?:明显|显著|大幅度?)(?=提升|改善|提高|降低|好转|增长|增加|下降|减少|加快|增强|缩短)${UNMEASURED}|过得去|让[^，。；,;]{0,6}满意|满意为止|美观|(?:速度|响应|反应)[^，。；,;\\d]{0,3}要快|做到最好|越[快早多]越好`,
    `吧${END}|有机会(?:的话|时|再|就)?|择日(?!期)|(?<=^|[，。；,;、\\s])视(?![觉频图力野察听])[^，。；,;\\d]{1,8}(?:再|而定|决定)|近段时间|(?<![\\d一两三四五六七八九十])段时间|(?<![常作休当生次\\d])不日(?!常)|(?<![\\d一二三四五六七八九十两几作])日内(?!瓦)`,
    '(?:后面|后期|之后|下次|过后|会后|节后|年后)再(?![\\da-zA-Z])|随时(?=沟通|联系|汇报|跟进|反馈|调整|关注)|灵活(?=处理|安排|调整|掌握)|有待|想办法|设法|看着办|差不多就|凑合|说得过去|力所能及|抽(?:空|时间)|[下现]阶段(?=重点|主要|先|再|推进|安排|继续)|有(?:消息|进展|结果|情况|变化)再|形成合力|齐心协力|通力(?=合作|配合|协作)|走一步看一步',
    `(?:密切|高度|重点|持续)(?=关注|配合|跟踪|重视)|(?:关注|留意)[^，。；,;\\d]{0,8}(?:动态|情况|变化|进展|趋势)${END}|暂时(?=没|不|无)|暂无(?=时间|计划|安排)|没有时间表|(?<![\\d号日])等(?:通知|消息|安排)${END}|先(?=观察|看看|放|搁置|等等|了解)|(?:协助|配合)(?=处理|完成|推进|做好|解决|开展|落实)|多(?=沟通|交流|关注|配合|支持|努力)|充分(?=沟通|准备|讨论|发挥|利用|考虑)|圆满(?=完成|收官|结束|成功)|加大[^，。；,;\\d]{0,8}(?:力度|投入)|[做搞抓动]起来${END}|出色(?=完成|地)|高效(?=完成|推进|地|协同)|(?:较|更加?)[好快优高](?=的|地|完成|推进|效果)${UNMEASURED}`,
    AND_SO_ON,
  ],
};

const CLAUSE_START = '(?<=^|[.,;:!?(]\\s{0,2}|\\b(?:to|will|and|please|should|we|i|still|continue to|keep) )';
const DAYS = '(?:hours?|days?|weeks?|months?|years?|quarters?)';
const DONE = '(?:done|finished|completed?|ready|there|through|working|fixed|ok|over|sorted|final)';

export const EN: VagueWords = {
  soft: [
    'a\\.?s\\.?a\\.?p|as (?:soon|early|quickly|fast|promptly|swiftly) as (?:possible|practicable|feasible|(?:we|i|you|they) can)|soon(?! as\\b)|shortly|promptly|quickly|swiftly|speedily|at (?:the|your|our) (?:very )?earliest (?:convenience|opportunity)|in a timely (?:manner|fashion)|timely|without (?:undue |further )?delay|right away',
    '(?:in|over) the (?:coming|next|following) (?:few |couple of )?(?:days|weeks|months)|in a (?:few|couple of) \\w+',
    `(?<!${DAYS} )later${END}|later (?:this|next|in the) (?:day|week|month|quarter|year|spring|summer|autumn|fall|winter)`,
    `${CLAUSE_START}(?:look(?:ing|s)? (?:further )?(?:into|at)|follow(?:ing)?[ -]up(?: (?:with|on|about|again))?(?! (?:meeting|call|survey|mail|email|visit|report|study|letter|form|field|plan))|work(?:ing|s)? (?:further )?on(?= (?:the|it|this|that|these|those|a|an|our|my|his|her|their|getting|improving|some)\\b)(?![^.,;:]{0,60}(?:finished|done|completed|signed))|deal(?:ing)? with|take care of|sort(?:ing)? (?:it |this |things )?out|figur(?:e|ing) (?:it |this |things )?out|(?:take|have) a (?:closer |quick )?look|reach(?:ing)? out|check(?:ing)? (?:in|back)(?! (?:desk|counter|luggage))|catch(?:ing)? up|chase up)`,
    'touch(?:ing)? base|circl(?:e|ing) back|sync(?:ing)? up|get(?:ting)? back to (?:you|them|him|her|us|the|everyone)',
  ],
  hard: [
    'in due course|(?:in the )?near future|eventually|at some (?:point|stage|time)|sometime|some (?:other )?time|one of these days|at a later (?:date|time|stage|point)|in the long run|down the (?:road|line)|from time to time|now and then|every now and then|occasionally|periodically|regularly|going forward|in the (?:near|short|medium|long)(?:er)?[- ](?:term|run)|sooner or later|before long|any day now|(?:in|for) a (?:while|bit)|in the works|in the pipeline|on (?:our|the|my) radar|when(?:ever)? there(?:’s| is| are) (?:time|capacity|budget|resources)|no (?:date|timeline|deadline) yet|when(?:ever)? (?:time|resources|capacity) (?:permits?|allows?)|time permitting|as time (?:permits|allows)|when(?:ever)? (?:we|i|they|you) (?:can|(?:have|find|get) (?:the )?(?:time|a chance|capacity))',
    `(?:an? )?${DAYS} or (?:two|three|so)`,
    'as (?:needed|necessary|appropriate|required(?! (?:by|in|under)))|(?:if|where|when|wherever|whenever) (?:possible|needed|necessary|appropriate|feasible|required(?! by)|(?:we|i|you|they) can)|as they (?:come|arise)|as (?:much|many|far|well|best|little) as (?:possible|feasible|(?:we|i|you) can)',
    '(?:try|trying|hope|hoping|intend|intends) to|try and|aim(?:s|ing)? (?:to|for)|(?:try |do )?(?:our|my|your|their|the) (?:very )?best(?! (?:practices?|case|before|of|man))|best[- ]efforts?|(?:our|my|your|their) utmost|(?:every|all|reasonable) efforts?|hopefully|ideally|preferably|with (?:a bit of )?luck',
    "should (?:happen|land|come|start|follow|be (?:ready|done|fine|ok|okay|finished|able|possible|good|there|available|completed?)|work|arrive|manage|make it|go)|might (?:be|take|need|have|get|finish|slip|do|work|not)|maybe(?! (?:type|monad))|perhaps|probably|possibly|presumably|most likely|we(?:’|'|)ll see|(?:we|let(?:’|')s|let me) see|see (?:if|how|whether) (?:we|it|i|things|they|this)|in principle|depend(?:s|ing) on (?:the )?(?:situation|circumstances?|progress|availability|resources|demand|capacity|workload|need|needs|how|what|whether|when)|subject to (?:availability|change|resources|capacity)",
    'tb[dca]|to be (?:determined|decided|confirmed|announced|defined|agreed|discussed|clarified|advised|scheduled|seen|arranged)|details? (?:to follow|later|will follow)|more to come|undecided|not (?:yet )?(?:decided|known|clear|sure|scheduled)|as and when|whenever (?:it|this|that|they)',
    `(?:pending|ongoing|will follow|to follow)(?=\\s*\\.?$)|on an ongoing basis`,
    '(?:relevant|appropriate|concerned|related|respective|interested|necessary|right) (?:teams?|departments?|parties|people|persons?|stakeholders|staff|colleagues|functions|managers|owners)|the team (?:will|should|can|to)|we (?:should|could)|multiple (?:parties|people|teams|issues|things|points)|whoever',
    'various|(?<!joint and |jointly and )several|some|someone|somebody|something|somehow|a few|a couple of|a (?:large |small |great )?number of(?! \\d)|a lot of|lots of|a bunch of|a handful of|plenty of|numerous|a bit|most of(?= (?:the|them|it|our)\\b)|[a-z]{2,12}-ish|misc(?:ellaneous)?|other (?:things|stuff)|(?:and|or) (?:stuff|things)|remaining (?:issues|items|points|things|bugs|work)',
    `(?<![/.])etc(?!/)|and (?:so (?:on|forth)|the like|others|more)${END}|and so (?:on|forth)|more or less|roughly|approximately|approx|circa|or so|give or take`,
    '(?:around|(?<=^|[,;:(]\\s?|\\b(?:in|at|of|for|after|is|are|takes?|needs?|costs?) )about)(?= (?:the )?(?:\\d|an? (?:few|couple|hour|day|week|month|year)|two|three|half|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar(?:ch)?\\b|apr|may\\b|jun|jul|aug|sep|oct|nov|dec|noon|mid|end of|beginning of|easter|christmas))',
    `(?:mostly|almost|nearly|basically|essentially|practically|largely|virtually|pretty much|just about|as good as) ${DONE}`,
    `${CLAUSE_START}continu(?:e|es|ing) (?:to \\w+|with|\\w+ing)|${CLAUSE_START}keep(?:ing|s)? (?:[a-z]{2,14} (?:informed|updated|posted|in the loop|going|moving|engaged|happy)|an eye|in touch|in contact|posted|track|at it|up|on \\w+ing|\\w{2,20}ing)|stay(?:ing)? in (?:touch|contact|the loop)|${CLAUSE_START}monitor(?:ing)? (?:the )?(?:situation|progress|it|this|developments|things|closely|market)|(?:tidy|clean)(?:ing)? (?:things |it |this |everything )?up|get(?:ting)? (?:everyone|everybody|people|the team|all|buy-in) (?:aligned|on board|in sync|involved)|on the same page|do what (?:we|i) can|see what (?:we|i) can|give (?:it|this) a (?:try|go|shot)|make sure (?:everything|all|things|it|this) (?:goes|runs|works|is)|mak(?:e|ing) (?:it|this|things|them|(?:the|our) [a-z]+(?: [a-z]+)?) (?:better|nicer|faster|easier|clearer|cleaner|simpler|more [a-z]+)${UNMEASURED}|(?:liais(?:e|ing)|engag(?:e|ing)|collaborat(?:e|ing)|work(?:ing)? closely) with|mov(?:e|ing) (?:this|it|things|that|the \\w+) (?:forward|along|ahead)|push(?:ing)? (?:for|forward|ahead|harder)|mak(?:e|ing) (?:some |good |more )?progress|(?:drive|take|carry) (?:this|it|things) forward`,
    `${CLAUSE_START}(?:think(?:ing)? (?:about|over|it over|through)|(?:consider(?:ing)?|explor(?:e|ing))(?= \\w)|investigat(?:e|ing) (?:further|this|it|more)|discuss(?:ing)? (?:further|internally|offline|again|more)|brainstorm|help(?:ing)? out|(?:keep|remain) flexible)|further(?= (?:refine|improve|develop|discuss|clarify|investigate|work|review|optimi|explore|define|align))|rais(?:e|ing) awareness|spread(?:ing)? the word`,
    `${CLAUSE_START}(?:improv|enhanc|strengthen|boost|streamlin|foster|optimi[sz]|speed(?:ing)? up|accelerat|expedit)(?:e|ing)?(?= )${UNMEASURED}|(?:significantly|considerably|substantially|greatly|noticeably|drastically|dramatically)(?= \\w)${UNMEASURED}`,
    `(?:user|reader)[- ]friendly|(?:good|high|better|best|decent)[- ]quality${UNMEASURED}|(?:good|better|decent) (?:performance|results|progress)${UNMEASURED}|(?:adequate|sufficient|reasonable|acceptable|satisfactory|proper) (?!statistics?|conditions?|adjustment|doubt|noun)\\w+${UNMEASURED}|good enough|(?:fast|quick)(?:er)? (?:response|loading|turnaround|delivery|replies|reply)(?: times?)?${UNMEASURED}|(?:smoothly|properly|appropriately|adequately|sufficiently|gradually|proactively|efficiently|effectively)${UNMEASURED}|(?:better|improved|more) (?:communication|collaboration|coordination|attention|visibility|transparency)${UNMEASURED}|easy to use|state[- ]of[- ]the[- ]art|seamless(?:ly)?|as good as it gets`,
  ],
};
