/** The vague words and phrases of English. */
import { phrases } from './phrases.ts';
import { alternatives, END, UNMEASURED, type VaguePhrases } from './vague-phrases.ts';

const DAYS = '(?:hours?|days?|weeks?|months?|years?|quarters?)';
const DONE = '(?:done|finished|completed?|ready|there|through|working|fixed|ok|over|sorted|final)';
const AGREED =
  '(?:determined|decided|confirmed|announced|defined|agreed|discussed|clarified|advised|scheduled|seen|arranged)';
const OTHERS =
  '(?:teams?|departments?|parties|people|persons?|stakeholders|staff|colleagues|functions|managers|owners)';
/** Who are many: none of them has promised. */
const CROWD =
  '(?:teams?|departments?|staff|colleagues|managers|employees|members|parties|sides|functions|stakeholders|leads|heads|people|participants|attendees|owners|teachers|nurses|drivers|parents|shifts?|sites?|stores?|branches|offices)';
const CIRCUMSTANCES =
  '(?:situation|circumstances?|progress|availability|resources|demand|capacity|workload|needs?|how|what|whether|when)';
const THING = '(?:it|this|that|these|those|the|an?|our|my|his|her|their|getting|improving|some)';
const BETTER = '(?:better|nicer|faster|easier|clearer|cleaner|simpler|more [a-z]+)';
const KEPT = '(?:informed|updated|posted|in the loop|going|moving|engaged|happy)';
const MONTH_OR_WEEKDAY = String.raw`mon|tue|wed|thu|fri|sat|sun|jan|feb|mar(?:ch)?\b|apr|may\b|jun|jul|aug|sep|oct|nov|dec`;
/** What can only be counted or dated. */
const FIGURE = String.raw`(?:\d|an? (?:few|couple|hour|day|week|month|year)|two|three|half|${MONTH_OR_WEEKDAY}|noon|mid|end of|beginning of|easter|christmas)`;

const CLAUSE_START = String.raw`(?<=^|[.,;:!?(]\s{0,2}|\b(?:to|will|and|please|should|we|i|still|continue to|keep) )`;
/** Said of what somebody will do; within a clause these are ordinary words. */
const toDo = (verbs: string): string =>
  alternatives(verbs)
    .map((verb) => CLAUSE_START + verb)
    .join('|');

/** In English. A word that is often meant exactly stays out. */
export const EN: VaguePhrases = {
  soft: [
    // Soon.
    phrases`
      (?<!\b(?:the|an|called|named) )a\.?s\.?a\.?p|soon(?! as\b)|shortly|promptly|quickly|swiftly|speedily|right away|without (?:undue |further )?delay
      as (?:soon|early|quickly|fast|promptly|swiftly) as (?:possible|practicable|feasible|(?:we|i|you|they) can)
      at (?:the|your|our) (?:very )?earliest (?:convenience|opportunity)|in a timely (?:manner|fashion)|timely
      urgently|immediately(?! (?:after|before|below|above|adjacent|following|preceding|upon|behind|next|visible))
      straight ?away|forthwith|as a matter of urgency|first thing(?! (?:on|tomorrow))|in (?:due|good) time
    `,
    // Later.
    phrases`
      (?:in|over) the (?:coming|next|following) (?:few |couple of )?(?:days|weeks|months)|in a (?:few|couple of) \w+
      in the new year|after the holidays|when(?:ever)? (?:things|it) (?:calms?|settles?|slows?|quietens?) down
      before (?:it|things) gets? \w+|(?:if|when|once) (?:there(?:’s|'s| is)|it(?:’s|'s| is)|we(?:’re|'re| are)) (?:a )?(?:quiet|slack|less busy|calm|free)\b
      (?<!${DAYS} )later${END}|later (?:this|next|in the) (?:day|week|month|quarter|year|spring|summer|autumn|fall|winter)
    `,
    // Softly said, and nothing that could be seen to be done.
    toDo(phrases`
      look(?:ing|s)? (?:further )?(?:into|at)|deal(?:ing)? with|take care of|(?:take|have) a (?:closer |quick )?look
      follow(?:ing)?[ -]up(?: (?:with|on|about|again))?(?! (?:meeting|call|survey|mail|email|visit|report|study|letter|form|field|plan))
      work(?:ing|s)? (?:further )?on(?= ${THING}\b)(?![^.,;:]{0,60}(?:finished|done|completed|signed))
      sort(?:ing)? (?:it |this |things )?out|figur(?:e|ing) (?:it |this |things )?out|reach(?:ing)? out
      check(?:ing)? (?:in|back)(?! (?:desk|counter|luggage))|catch(?:ing)? up|chase up
    `),
    phrases`
      touch(?:ing)? base|circl(?:e|ing) back|sync(?:ing)? up|get(?:ting)? back to (?:you|them|him|her|us|the|everyone)
    `,
  ],
  idle: [
    // Thought about, talked about, helped with: what is there afterwards?
    toDo(phrases`
      (?:re-?)?consider(?:ing)?(?= \w)|think(?:ing)? (?:about|of|over|it over|through)|start thinking|ponder|weigh up|brainstorm
      explor(?:e|ing)(?= \w)|investigat(?:e|ing)|look(?:ing)? for ways|take (?:a view|into account)|(?:keep|bear) in mind
      coordinat(?:e|ing)(?! (?:system|measuring|grid|ax[ie]s|list|transform))|cooperat(?:e|ing)|facilitat(?:e|ing)
      align(?:ing)?(?= (?:on|with|across|around|the team|teams|stakeholders|expectations)\b|${END})|encourag(?:e|ing)|assist(?:ing)?(?= \w)
      (?:address|tackle|resolve|handle)(?= (?:any |all |the |these |those )?(?:outstanding|open|remaining|pending|existing) )
      contribut(?:e|ing)(?= to)|participat(?:e|ing)|pitch(?:ing)? in|pull(?:ing)? together|chas(?:e|ing)(?= \w)|ask(?:ing)? around
      review(?:ing)? (?:the )?(?:situation|position|progress|matters?|things)
      monitor(?:ing)? (?:the )?(?:developments?|changes|trends|reactions?)|work(?:ing)? towards?
      support(?:ing)?(?= (?:the|our|new|each|all|them|him|her|it|this|that|with)\b)|stay(?:ing)? on top of|get(?:ting)? on top of
    `),
  ],
  crowd: [
    phrases`
      (?:everyone|everybody)(?= (?:to|should|must|needs?|has|will|please|pitch(?:es)?|helps?|in|on|involved|who)\b|${END})
      (?:all|each|every|both) ${CROWD}(?= (?:to|should|must|needs?|please|support|help|join|review|check|contribute|cooperate)\b)
      (?<=^|[.,;:!?]\s{0,2}|\b(?:with|inform|involve|ask|align|remind|tell) )(?:all|each|every|both) ${CROWD}${END}
    `,
    `(?<=^|[.,;:!?]\\s{0,2})(?:teams?|staff|stakeholders|colleagues|people|employees|managers|management|leads|teachers|nurses|drivers|parents)(?= (?:to|should|must|needs? to) (?!be\\b))`,
  ],
  hard: [
    // One day.
    phrases`
      in due course|(?:in the )?near future|eventually|at some (?:point|stage|time)|sometime|some (?:other )?time
      one of these days|at (?:a|some|the (?:right|first)|any) (?:(?:good|suitable|convenient|appropriate|quiet|better) )?(?:moment|opportunity|occasion)
      at a (?:good|suitable|convenient|appropriate|quiet|better) time|little by little|bit by bit|over time${END}
      at a later (?:date|time|stage|point)|in the long run|down the (?:road|line)|sooner or later
      in the (?:near|short|medium|long)(?:er)?[- ](?:term|run)|before long|any day now|(?:in|for) a (?:while|bit)
      in the works|in the pipeline|on (?:our|the|my) radar|no (?:date|timeline|deadline) yet|(?:an? )?${DAYS} or (?:two|three|so)
      when(?:ever)? there(?:’s| is| are) (?:time|capacity|budget|resources)|time permitting|as time (?:permits|allows)
      when(?:ever)? (?:time|resources|capacity) (?:permits?|allows?)
      when(?:ever)? (?:we|i|they|you) (?:can|(?:have|find|get) (?:the )?(?:time|a chance|capacity))
    `,
    // By and by.
    phrases`
      from time to time|now and then|every now and then|(?:every )?once in a while|every so often|sporadically|occasionally|periodically|regularly|going forward
      (?:pending|ongoing|will follow|to follow)(?=\s*\.?$)|on an ongoing basis
    `,
    // As things come.
    phrases`
      as (?:needed|necessary|appropriate|required(?! (?:by|in|under)))|as they (?:come|arise)|as and when
      (?:where|when)ever (?:we|you|they|i) can|whatever (?:it takes|is|you|we|they|works|can)|what can be done
      (?:if|where|when|wherever|whenever) (?:possible|needed|necessary|appropriate|feasible|required(?! by)|(?:we|i|you|they) can)
      as (?:much|many|far|well|best|little) as (?:possible|feasible|(?:we|i|you) can)|whenever (?:it|this|that|they)
    `,
    // An attempt.
    phrases`
      (?:try|trying|hope|hoping|intend|intends) to|try and|aim(?:s|ing)? (?:to|for)|best[- ]efforts?
      (?:try |do )?(?:our|my|your|their|the) (?:very )?best(?! (?:practices?|case|before|of|man))
      do (?:something|what(?:ever)? (?:is|it))|(?:go|going) the extra mile|work(?:ing)? hard(?:er)?|step(?:ping)? up(?= (?:the|our|efforts?)\b)
      be(?:ing)? (?:more|very|extra|less) [a-z]+(?! than)|be (?:careful|mindful|aware|proactive|flexible|vigilant|responsive|supportive|considerate|prepared)
      (?:pay|paying|give|giving) (?:more |close |closer |special |extra |due )?(?:attention|thought)|give (?:it|this|that|the \w+) (?:some |a bit of )?(?:more )?thought
      take (?:more )?(?:ownership|initiative|care(?= to\b|${END}))|(?:on|to) (?:their|our|its|your) toes|in good faith|good faith efforts?
      (?:our|my|your|their) utmost|(?:every|all|reasonable) efforts?|hopefully|ideally|preferably|with (?:a bit of )?luck
    `,
    // Perhaps.
    phrases`
      should (?:happen|land|come|start|follow|work|arrive|manage|make it|go)
      should be (?:ready|done|fine|ok|okay|finished|able|possible|good|there|available|completed?)
      might (?:be|take|need|have|get|finish|slip|do|work|not)|maybe(?! (?:type|monad))|perhaps|probably|possibly
      presumably|most likely|we(?:’|'|)ll see|(?:we|let(?:’|')s|let me) see|in principle
      see (?:if|how|whether) (?:we|it|i|things|they|this)|depend(?:s|ing) on (?:the )?${CIRCUMSTANCES}
      subject to (?:availability|change|resources|capacity)
    `,
    // Open.
    phrases`
      tb[dca]|to be ${AGREED}|details? (?:to follow|later|will follow)|more to come|undecided
      not (?:yet )?(?:decided|known|clear|sure|scheduled)
    `,
    // Somebody.
    phrases`
      (?:relevant|appropriate|concerned|related|respective|interested|necessary|right) ${OTHERS}|whoever
      the team (?:will|should|can|to)|we (?:should|could)|multiple (?:parties|people|teams|issues|things|points)
    `,
    // Some.
    phrases`
      various|(?<!joint and |jointly and )several|some|someone|somebody|something|somehow|a few|a couple of
      a (?:large |small |great )?number of(?! \d)|a lot of|lots of|a bunch of|a handful of|plenty of|numerous
      a bit|most of(?= (?:the|them|it|our)\b)|[a-z]{2,12}-ish|misc(?:ellaneous)?|other (?:things|stuff)
      (?:and|or) (?:stuff|things)|remaining (?:issues|items|points|things|bugs|work)
      (?<![/.])etc(?!/)|and (?:so (?:on|forth)|the like|others|more)${END}|and so (?:on|forth)|more or less
      roughly|approximately|approx|circa|or so|give or take|around(?= (?:the )?${FIGURE})
      (?<=^|[,;:(]\s?|\b(?:in|at|of|for|after|is|are|takes?|needs?|costs?) )about(?= (?:the )?${FIGURE})
    `,
    // Almost.
    phrases`
      (?:mostly|almost|nearly|basically|essentially|practically|largely|virtually|pretty much|just about|as good as) ${DONE}
    `,
    // Going on.
    toDo(phrases`
      continu(?:e|es|ing) (?:to \w+|with|\w+ing)|keep(?:ing|s)? [a-z]{2,14} ${KEPT}
      keep(?:ing|s)? (?:an eye|in touch|in contact|posted|track|at it|up|on \w+ing|\w{2,20}ing)
      monitor(?:ing)? (?:the )?(?:situation|progress|it|this|developments|things|closely|market)
    `),
    phrases`
      stay(?:ing)? in (?:touch|contact|the loop)|on the same page|(?:do|see) what (?:we|i) can|give (?:it|this) a (?:try|go|shot)
      mov(?:e|ing) (?:this|it|things|that|the \w+) (?:forward|along|ahead)|(?:drive|take|carry) (?:this|it|things) forward
      push(?:ing)? (?:for|forward|ahead|harder)|mak(?:e|ing) (?:some |good |more )?progress|spread(?:ing)? the word
      get(?:ting)? (?:everyone|everybody|people|the team|all|buy-in) (?:aligned|on board|in sync|involved)
      (?:liais(?:e|ing)|engag(?:e|ing)|collaborat(?:e|ing)|work(?:ing)? closely) with|rais(?:e|ing) awareness
    `,
    // Thinking.
    toDo(phrases`
      help(?:ing)? out|investigat(?:e|ing) (?:further|this|it|more)|discuss(?:ing)? (?:further|internally|offline|again|more)
      (?:keep|remain) flexible
    `),
    phrases`
      further(?= (?:refine|improve|develop|discuss|clarify|investigate|work|review|optimi|explore|define|align))
    `,
    // Better, by no measure.
    toDo(phrases`
      (?:improv|enhanc|strengthen|boost|streamlin|foster|optimi[sz]|speed(?:ing)? up|accelerat|expedit)(?:e|ing)?(?= )${UNMEASURED}
    `),
    phrases`
      (?:significantly|considerably|substantially|greatly|noticeably|drastically|dramatically)(?= \w)${UNMEASURED}
      mak(?:e|ing) (?:it|this|things|them|(?:the|our) [a-z]+(?: [a-z]+)?) ${BETTER}${UNMEASURED}
      (?:better|improved|more) (?:communication|collaboration|coordination|attention|visibility|transparency)${UNMEASURED}
      (?:tidy|clean)(?:ing)? (?:things |it |this |everything )?up
    `,
    phrases`
      (?:get|getting|find|finding|achiev(?:e|ing)|negotiat(?:e|ing)|obtain|secur(?:e|ing)|ensur(?:e|ing)|offer|provid(?:e|ing)|seek|ask for) (?:[a-z]+ )?(?:better|cheaper|faster|quicker|higher|lower|more|fewer|greater)(?= \w)${UNMEASURED}
      be (?:[a-z]+ )?(?:better|quicker|faster|slower|cheaper|tidier|cleaner|kinder)(?= (?:at|with|about|in|to)\b|${END})${UNMEASURED}|(?:better|faster|quicker|sooner|harder)${END}
      more (?!than|and\b|or\b)(?:[a-z]{2,14}ly|often|care)${UNMEASURED}|(?:read|do|help|sell|talk|practi[sc]e|share|listen|visit|learn) (?:[a-z]+ )?more${END}|a little${END}|somewhat|slightly(?= (?:more|better))
      (?:be |been )?kept in the (?:picture|loop)|(?:keep|keeping) (?:[a-z]+ ){1,3}(?:tidy|clean|safe|in order|in the picture|in mind|under control)${END}
      mov(?:e|ing) (?:[a-z]+ ){1,3}along${END}
    `,
    // Well done, by no measure.
    phrases`
      (?:user|reader)[- ]friendly|(?:good|high|better|best|decent)[- ]quality${UNMEASURED}|good enough|easy to use
      (?:good|better|decent) (?:performance|results|progress)${UNMEASURED}|state[- ]of[- ]the[- ]art|seamless(?:ly)?
      (?:adequate|sufficient|reasonable|acceptable|satisfactory|proper) (?!statistics?|conditions?|adjustment|doubt)\w+${UNMEASURED}
      (?:fast|quick)(?:er)? (?:response|loading|turnaround|delivery|replies|reply)(?: times?)?${UNMEASURED}
      (?:carefully|diligently|thoroughly|constructively|smoothly|properly|appropriately|adequately|sufficiently|gradually|proactively|efficiently|effectively)${UNMEASURED}
      make sure (?:everything|all|things|it|this) (?:goes|runs|works|is)|as good as it gets
    `,
  ],
};
