/** The further texts of the full template's demo, in English. */
import type { FullContent } from './full-content.ts';

export const fullEn: FullContent = {
  identity: {
    name: 'Positioning and colours of M1',
    goal: 'Within 7 weeks: 1 positioning signed by all, 3 body colours sealed',
    background: 'Campaign, packaging and moulds all wait for the positioning and the colours.',
    scope: 'Interviews, positioning, body colours; no change of shape.',
    expected: 'Customer profiles, positioning paper, three sealed colour samples',
  },
  emergencyPhone: 'ext. 2001',
  channel: 'Group chat “M1 launch”',
  said: {
    identityRequest: {
      contactPhone: 'ext. 2112',
      milestones: 'Week 5: colours sealed\nWeek 6: positioning signed',
      resourcePeople: '1 designer, 3 weeks',
      resourceBudget: '12,000 for interviews',
      resourceData: 'Service records',
      resourceTime: '1 h a week from engineering',
    },
    campaignRequest: {
      contactPhone: 'ext. 2112',
      milestones: 'Key visual finished\nSales open',
      resourcePeople: '2 designers, 1 buyer',
      resourceBudget: '340,000',
      resourceData: 'Store list, sales by store',
      resourceTime: '60 days design, 10 supply',
      resourceAuthority: 'Publishing in three shops',
      attachments: 'Campaign brief v2.pdf\nStore list.xlsx',
      reviewResourcesNote: 'Displays for 200 stores, not 260',
    },
    reliabilityRequest: {
      contactPhone: 'ext. 2205',
      milestones: '5,000 cycles done\nCertificate in hand',
      resourcePeople: '1 buyer, 1 designer',
      resourceBudget: '45,000 for lab and samples',
      resourceData: 'Seal material data',
      resourceTime: '8 days supply, 5 design',
      resourceAuthority: 'Samples without second quote',
      attachments: 'Failure analysis round 2.pdf',
    },
    firstBatchRequest: {
      contactPhone: 'ext. 2307',
      milestones: 'Pilot of 200 units\n5,000 units in the warehouse',
      resourcePeople: '1 engineer, 1 planner',
      resourceBudget: '1.2 million for parts',
      resourceData: 'Forecast by channel',
      resourceTime: '6 days tests, 2 forecast',
      attachments: 'Parts plan.xlsx',
    },
    firstBatchReview: { reviewDatesNote: 'Motors, pumps: ordered ahead' },
    identityDesign: { capacityPeople: '1 designer, half the time', capacityTime: '3 weeks' },
    identityEngineering: { capacityPeople: '1 engineer, 1 h a week', capacityData: 'Heat limits of the body material' },
    campaignDesign: {
      capacityPeople: '2 designers',
      capacityTime: '6 weeks from the kick-off',
      capacityData: 'Picture archive',
    },
    campaignSupply: {
      capacityPeople: '1 buyer, 2 days a week',
      capacityTime: 'Until go-live',
      note: 'Floor stands take 15 workdays to make',
    },
    reliabilityDesign: { capacityPeople: '1 designer', capacityTime: '5 days for the manual' },
    reliabilitySupply: {
      adjustment: '10 of 20 new seal sets can be delivered at once',
      capacityPeople: '1 buyer, half the time',
      capacityTime: 'Until the certificate',
    },
    reliabilitySettled: {
      settlement: '10 sets at once, 10 five workdays later; finish stays',
    },
    firstBatchEngineering: {
      capacityPeople: '1 engineer',
      capacityTime: '6 days around the pilot',
      capacityAuthority: 'Read access to test drawings',
    },
    identityColours: {
      item: 'Three body colours: black, cream, sage',
      standard: 'Sealed samples with Pantone numbers, colour difference at most 1.0',
      risk: 'Cream shifts on matt plastic',
    },
    identityPaper: {
      item: 'One positioning paper for all departments',
      standard: 'Two pages, one tagline, signed by marketing, engineering and design',
    },
    campaignVisual: {
      item: 'One key visual for all channels',
      standard: 'Source files, confirmed in writing by the heads of marketing and design',
      risk: 'Two directions compete',
      conflict: 'The same designer draws the box',
    },
    campaignShelf: {
      item: 'Displays in 200 stores on the day of go-live',
      standard: 'Table card, poster and floor stand in each store, a photo as proof',
      conflict: 'The first batch needs the same lorries',
    },
    reliabilityCycles: {
      item: 'Endurance of the whole machine',
      standard: 'No failure in 5,000 brewing cycles on 3 machines',
      risk: 'A new seal means 9 workdays of testing again',
    },
    reliabilitySeals: {
      item: 'Seal samples in two lots',
      standard: '10 sets at once, 10 sets five workdays later, each with a material report',
      conflict: 'The buyer also follows the lid mould',
    },
    reliabilityManual: {
      item: 'Cleaning of the seal in the manual',
      standard: 'One page of pictures, data confirmed by engineering',
    },
    identityConfirm: { name: 'Request confirmed', output: 'Two confirmations, signed' },
    identityKickoff: { name: 'Interviews planned', output: 'Interview guide, 24 dates' },
    identityFirst: { name: 'Customer profiles', output: 'Three profiles' },
    identityReview: { name: 'Positioning and colours reviewed', output: 'Positioning v3, three samples' },
    identityAcceptance: { name: 'Acceptance', output: 'Acceptance report' },
    campaignConfirm: { name: 'Request confirmed', output: 'Two confirmations, signed' },
    campaignKickoff: {
      name: 'Kick-off',
      output: 'Division of work',
      note: 'Held before this workbook was begun',
    },
    campaignFirst: { name: 'Name, budget and venue', output: 'Search report, approval, contract' },
    campaignReview: { name: 'Review of film and displays', output: 'Film and displays, ready to print' },
    campaignAcceptance: { name: 'Acceptance', output: 'Acceptance report after go-live' },
    kickoff: {
      name: 'Kick-off: endurance and certification',
      goal: 'Everyone knows what to hand over by when, from seal to certificate',
      place: 'Room 3.2',
    },
    kickoffMaterials: {
      materials: 'Failure analysis round 2.pdf\nPlan to certificate.xlsx',
    },
    kickoffFeedback: {
      feedback: 'All agree. Supply chain: seals come in two lots',
    },
    kickoffMinutes: {
      minutes: 'Seal material changes, shape stays; all tests run side by side',
    },
    kickoffBackground: {
      points: 'Engineering: 2 of 20 machines leaked, both at the pump seal.',
      consensus: 'The seal is the cause; the goal stays at 5,000 cycles',
    },
    kickoffDivision: {
      points: 'Engineering: all tests.\nSupply chain: seals; Design: manual',
      consensus: 'As in the RACI sheet, one person for each task',
    },
    kickoffNodes: {
      points: 'Engineering: review after freeze.\nSupply chain: second lot by then.',
      consensus: 'Review and acceptance move to the dates in the stage plan',
    },
    kickoffRisks: {
      points: 'Supply chain: one supplier only.\nEngineering: a retest is 9 days.',
      consensus: 'A second seal supplier is approved in parallel',
    },
    lastWeekly: {
      name: 'Weekly meeting M1',
      goal: 'What is late, and what has to be decided',
      place: 'Room 2.1, online',
    },
    lastWeeklyMinutes: {
      minutes: 'Late tasks gone through; one key visual direction to be chosen',
    },
    lastWeeklyDelayed: { consensus: 'Each owner writes a new date or what is missing into the tracker' },
    lastWeeklyRisks: { consensus: 'Key visual: one action; unit cost is with Martin Keller' },
    creamPrice: {
      name: 'Does the cream colour cost more?',
      points: 'Marketing: 3 % more in shops.\nSupply chain: no extra cost.',
    },
    sealSupplier: {
      name: 'Approve a second seal supplier',
      resources: '10 seal sets, lab for a day',
      output: 'Approval report',
    },
    oneDirection: {
      name: 'Put one key visual direction up for decision',
      resources: 'Half an hour of both heads',
      output: 'One page with a recommendation',
    },
    sealSupplierDone: { output: 'Approval report S2' },
    oneDirectionBegun: { note: 'Kitchen scene recommended' },
    weekly: { name: 'Weekly meeting M1', goal: 'What is late, and what has to be decided', place: 'Room 2.1, online' },
    displays: {
      channel: 'Phone',
      settled: 'Displays travel with the first batch to 120 stores; the other 80 get them by post three days before',
    },
    boxFinish: {
      issue: 'Matt or glossy film on the box',
      facts: 'Matt film costs 0.40 more a box and takes 4 more workdays',
      options: 'A: matt for all 5,000\nB: glossy now, matt from the second batch',
    },
    firstRound: { output: 'Customer profiles v2, positioning v3, three sealed samples', external: 'None' },
    firstRoundFindings: {
      findings: 'Cream sample: colour difference 1.8, agreed is at most 1.0',
    },
    secondRound: { output: 'As in round 1, with the cream sample sealed anew' },
    secondRoundFindings: { findings: 'Cream sample: colour difference 0.7. All agreed items met' },
    lessonInterviews: {
      finding: 'The interview guide and the way of sorting answers can serve the next product',
      cause: 'Written down before the first interview',
    },
    lessonSamples: {
      finding: 'Colour samples are measured on the final material before they are sealed',
      cause: 'The cream sample was judged by eye on glossy plastic',
    },
    wholePackage: {
      document: 'Positioning and colours of M1, whole package',
      kind: 'Package',
      file: 'Project folder / Archive / M1 positioning and colours.zip',
      viewers: 'Marketing, Design, Engineering',
    },
  },
};
