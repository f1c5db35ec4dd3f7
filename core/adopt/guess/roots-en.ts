/** Words of English headers: what names a kind of column, and what says which of the kind. */
import type { HeaderKind, Qualifier, Root } from './roots-zh.ts';

const kinds = (lists: readonly (readonly [HeaderKind, number, string])[]): ReadonlyMap<string, Root> =>
  new Map(
    lists.flatMap(([kind, strength, words]) => words.split(' ').map((word) => [word, { kind, strength }] as const)),
  );

export const KINDS_EN = kinds([
  [
    'person',
    0.9,
    'owner assignee assigned responsible responsibility pic incharge assign resourcing accountable driver dri doer assignation resp responsibles',
  ],
  [
    'person',
    0.6,
    'lead leader resource who person by coordinator engineer developer member name poc staff personnel employee approver reviewer requester requestor reporter author originator submitter raiser supporter consulted informed delegate champion resources participant people volunteer',
  ],
  ['person', 0.45, 'manager sponsor'],
  [
    'unit',
    0.85,
    'department dept team division unit function squad organization organisation company vendor contractor',
  ],
  ['day', 0.9, 'date deadline eta when due start finish begin'],
  ['day', 0.5, 'day time'],
  ['state', 0.9, 'status state done completed complete closed finished'],
  ['share', 0.85, '% percent percentage pct progress completion progression'],
  [
    'task',
    0.9,
    'task todo activity action issue deliverable milestone story stories ticket defect bug assignment workitem subtask',
  ],
  [
    'task',
    0.6,
    'item title subject name work job feature requirement step plan objective goal topic what initiative problem event summary element finding observation checklist need question query concern',
  ],
  ['detail', 0.6, 'description detail scope content'],
  ['id', 0.9, 'id no # number num ref key wbs sn serial index code sr sl uid guid reference'],
  ['note', 0.9, 'note comment remark update feedback discussion explanation history'],
  [
    'number',
    0.9,
    'hour duration effort cost budget amount qty quantity total count estimate length days week points weight price hrs mandays age sum rate actuals remaining estimated elapsed variance',
  ],
  [
    'priority',
    0.9,
    'priority severity urgency impact importance likelihood probability rank score rating criticality level moscow rag',
  ],
  [
    'category',
    0.85,
    'type category phase stage module area group section sprint component workstream theme class source tag label version release environment location region site role quarter week month',
  ],
  ['container', 0.85, 'project program programme epic'],
  ['contact', 0.9, 'email phone mobile contact link url attachment address website file image signature'],
  ['reason', 0.9, 'reason cause why'],
  ['risk', 0.85, 'risk blocker obstacle'],
  ['output', 0.85, 'output evidence result outcome artifact artefact document'],
  ['standard', 0.85, 'criteria kpi measure metric'],
  ['predecessor', 0.9, 'predecessor dependency depends dependent dependencies prerequisite'],
  [
    'measure',
    0.85,
    'mitigation mitigating mitigate treatment response resolution solution countermeasure fix response contingency strategy correction corrective',
  ],
  ['support', 0.85, 'support needs'],
]);

export const QUALIFIERS_EN: ReadonlyMap<string, Qualifier> = new Map(
  (
    [
      ['lead', 'owner assignee assigned responsible pic'],
      [
        'ask',
        'requested requester requestor raised reporter reported originator submitter submitted proposed raiser requesting customer client',
      ],
      [
        'create',
        'create created creation opened identified logged logging log detected detection reporting entered added issued received author discovered found recorded raise logging',
      ],
      ['write', 'prepared written'],
      ['approve', 'approver approved approval accountable approving'],
      ['check', 'reviewer reviewed checked verified verifier tester tested review'],
      ['help', 'support supporting supporter helper backup'],
      ['consult', 'consulted consult'],
      ['tell', 'informed inform cc notify'],
      ['start', 'start begin starting kickoff started from begins'],
      ['end', 'end finish delivery ending until to'],
      ['done', 'completion complete completed close finished delivered launch live'],
      ['published', 'release released published'],
      ['closed', 'closed closing closure fixed resolved resolution done'],
      ['limit', 'due deadline eta target'],
      ['plan', 'planned plan expected estimated scheduled proposed projected forecast est'],
      ['actual', 'actual real'],
      ['update', 'updated update modified changed last'],
      ['revised', 'revised new extended rescheduled'],
      ['delay', 'delay delayed'],
      ['next', 'next related parent'],
    ] as const
  ).flatMap(([qualifier, words]) => words.split(' ').map((word) => [word, qualifier] as const)),
);

/** Several words that say one thing; each is taken out of the header before its single words are read. */
export const PHRASES_EN: readonly (readonly [
  string,
  { readonly kind: HeaderKind | null; readonly strength: number; readonly says: readonly Qualifier[] },
])[] = [
  ['tasks assigned to', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['task assigned to', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['not started', { kind: null, strength: 0, says: [] }],
  ['to do', { kind: 'task', strength: 0.9, says: [] }],
  ['in charge', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['point person', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['action by', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['assigned to', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['allocated to', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['assigned by', { kind: 'person', strength: 0.9, says: ['ask'] }],
  ['delegated to', { kind: 'person', strength: 0.9, says: ['lead'] }],
  ['date assigned', { kind: 'day', strength: 0.9, says: ['create'] }],
  ['assigned date', { kind: 'day', strength: 0.9, says: ['create'] }],
  ['contact person', { kind: 'person', strength: 0.45, says: [] }],
  ['by when', { kind: 'day', strength: 0.9, says: ['limit'] }],
  ['due by', { kind: 'day', strength: 0.9, says: ['limit'] }],
  ['plan end', { kind: 'day', strength: 0.9, says: ['plan', 'end'] }],
  ['need by', { kind: 'day', strength: 0.9, says: ['limit'] }],
  ['next step', { kind: 'measure', strength: 0.85, says: [] }],
  ['next steps', { kind: 'measure', strength: 0.85, says: [] }],
  ['man days', { kind: 'number', strength: 0.9, says: [] }],
  ['story points', { kind: 'number', strength: 0.9, says: [] }],
  ['root cause', { kind: 'reason', strength: 0.9, says: [] }],
  ['blocked by', { kind: 'predecessor', strength: 0.9, says: [] }],
  ['done when', { kind: 'standard', strength: 0.9, says: [] }],
  ['user stories', { kind: 'task', strength: 0.9, says: [] }],
  ['team member', { kind: 'person', strength: 0.7, says: [] }],
  ['user story', { kind: 'task', strength: 0.9, says: [] }],
  ['work package', { kind: 'task', strength: 0.9, says: [] }],
  ['test case', { kind: 'task', strength: 0.9, says: [] }],
  ['date completed', { kind: 'day', strength: 0.9, says: ['actual'] }],
  ['completed date', { kind: 'day', strength: 0.9, says: ['actual'] }],
  ['completed on', { kind: 'day', strength: 0.9, says: ['actual'] }],
  ['closed on', { kind: 'day', strength: 0.9, says: ['actual'] }],
  ['complete by', { kind: 'day', strength: 0.9, says: ['limit'] }],
  ['status update', { kind: 'note', strength: 0.9, says: [] }],
];
