import type { FullContent } from './full-content.ts';

export const fullEn: FullContent = {
  identity: {
    name: 'Positioning and colours of M1',
    goal: 'One positioning signed by three departments, and three body colours sealed within seven weeks',
    background: 'Campaign, packaging and moulds all wait for the positioning and the colours.',
    scope: 'Interviews, positioning, body colours; no change of shape.',
    expected: 'Customer profiles, positioning paper, three sealed colour samples',
  },
  emergencyPhone: 'ext. 2001',
  channel: 'Group chat “M1 launch”',
  said: {
    identityRequest: {
      contactPhone: 'ext. 2112',
      milestones: 'Week 4: customer profiles\nWeek 5: colours sealed\nWeek 6: positioning signed',
      resourcePeople: '1 designer, half the time for 3 weeks',
      resourceBudget: '12,000 for interviews',
      resourceData: 'Service records of the last machine',
      resourceTime: '1 h a week from engineering',
    },
    campaignRequest: {
      contactPhone: 'ext. 2112',
      milestones: 'Budget approved\nKey visual finished\nProduct page published\nSales open',
      resourcePeople: '2 designers for 6 weeks; 1 buyer for displays',
      resourceBudget: '340,000',
      resourceData: 'Store list with floor sizes, sales of last year',
      resourceTime: 'Design 60 days, supply chain 10 days',
      resourceAuthority: 'Publishing rights in the three online shops',
      attachments: 'Campaign brief v2.pdf\nStore list.xlsx',
      reviewResourcesNote: 'Displays for 200 stores, not 260: that is what the budget carries',
    },
    reliabilityRequest: {
      contactPhone: 'ext. 2205',
      milestones: 'New seal fitted\n5,000 cycles done\nFirmware frozen\nCertificate in hand',
      resourcePeople: '1 buyer half the time; 1 designer for 1 week',
      resourceBudget: '45,000 for lab and samples',
      resourceData: 'Material data of both seal suppliers',
      resourceTime: 'Supply chain 8 days, design 5 days',
      resourceAuthority: 'Sample orders without a second quote',
      attachments: 'Failure analysis round 2.pdf',
    },
    firstBatchRequest: {
      contactPhone: 'ext. 2307',
      milestones: 'Long-lead parts ordered\nPilot of 200 units\n5,000 units in the warehouse',
      resourcePeople: '1 engineer for the pilot; 1 person for the forecast by channel',
      resourceBudget: '1.2 million for parts',
      resourceData: 'Forecast by channel, test drawings',
      resourceTime: 'Engineering 6 days, marketing 2 days',
      attachments: 'Parts plan.xlsx',
    },
    firstBatchReview: { reviewDatesNote: 'Motors and pumps were ordered ahead; the rest fits' },
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
      note: 'Floor stands take 15 workdays from the print files',
    },
    reliabilityDesign: { capacityPeople: '1 designer', capacityTime: '5 days for the manual' },
    reliabilitySupply: {
      adjustment: '20 seal sets of the new material at once are not possible; the supplier delivers 10',
      capacityPeople: '1 buyer, half the time',
      capacityTime: 'Until the certificate',
    },
    reliabilitySettled: {
      settlement: '10 sets at once for the endurance test, 10 more five workdays later; the wanted finish stays',
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
      conflict: 'Lorries are booked for the first batch in the same week',
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
      note: 'Held before this workbook; minutes in the project folder',
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
      materials:
        'Failure analysis round 2.pdf\nPlan to the certificate.xlsx\nQuestion: which tests can run side by side?',
    },
    kickoffFeedback: {
      feedback:
        'Engineering: endurance and battery can run side by side.\nSupply chain: seal samples come in two lots.\nDesign: needs the cleaning steps a week before the manual is due.',
    },
    kickoffMinutes: {
      minutes:
        'The leak after 3,200 cycles comes from the seal. Its material changes; the shape stays. Endurance, battery and firmware run side by side; the lab gets complete papers in one go.',
    },
    kickoffBackground: {
      points: 'Engineering: 2 of 20 machines leaked, both at the pump seal.',
      consensus: 'The seal is the cause; the goal stays at 5,000 cycles without failure',
    },
    kickoffDivision: {
      points: 'Supply chain: seals and lab papers.\nDesign: the manual.\nEngineering: all tests.',
      consensus: 'As in the RACI sheet, one person for each task',
    },
    kickoffNodes: {
      points: 'Engineering: review once the firmware is frozen.\nSupply chain: second lot of seals before the review.',
      consensus: 'Review and acceptance move to the dates in the stage plan',
    },
    kickoffRisks: {
      points: 'Supply chain: the second supplier is not approved.\nEngineering: a retest takes 9 workdays.',
      consensus: 'The second seal supplier is approved in parallel',
    },
    lastWeekly: {
      name: 'Weekly meeting M1',
      goal: 'What is late, and what has to be decided',
      place: 'Room 2.1, online',
    },
    lastWeeklyMinutes: {
      minutes:
        'Five tasks looked at. The pump is quoted a second time; the key visual comes with one direction to choose.',
    },
    lastWeeklyDelayed: { consensus: 'Each owner writes a new date or what is missing into the tracker' },
    lastWeeklyRisks: { consensus: 'Pump cost and key visual are settled with two actions' },
    creamPrice: {
      name: 'Does the cream colour cost more?',
      points: 'Marketing: 3 % more in the shops.\nSupply chain: the same paint, no other cost.',
    },
    pumpQuote: { name: 'Get a second quote for the pump', resources: 'Drawing and yearly quantity', output: 'Quote' },
    oneDirection: {
      name: 'Put one key visual direction up for decision',
      resources: 'Half an hour of both heads',
      output: 'One page with a recommendation',
    },
    pumpQuoteDone: { output: 'Quote of a second maker, 4 % lower' },
    oneDirectionBegun: { note: 'Kitchen scene is the recommendation; page in work' },
    weekly: { name: 'Weekly meeting M1', goal: 'What is late, and what has to be decided', place: 'Room 2.1, online' },
    displays: {
      channel: 'Phone',
      settled: 'Displays travel with the first batch to 120 stores; the other 80 get them by post three days before.',
    },
    boxFinish: {
      issue: 'Matt or glossy film on the box',
      facts:
        'Design asks for matt film. Supply chain quotes 0.40 more a box and 4 more workdays. The print files are due soon.',
      options: 'A: matt for all 5,000\nB: glossy for the first batch, matt from the second\nC: matt on the lid only',
    },
    firstRound: { output: 'Customer profiles v2, positioning v3, three sealed samples', external: 'None' },
    firstRoundFindings: {
      findings: 'Profiles and paper as agreed. Cream sample: colour difference 1.8, agreed is 1.0',
    },
    secondRound: { output: 'Customer profiles v2, positioning v3, three sealed samples (cream resealed)' },
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
