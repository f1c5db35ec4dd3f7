/** In English: what `npm run deploy` says. */

export const deploy = {
  serviceAccount: ({ account }: { account: string }) => `Service account ${account}`,
  grant: ({ who, on, role }: { who: string; on: string; role: string }) => `${role} on ${on} for ${who}`,

  secret: ({ secret }: { secret: string }) => `Secret ${secret}`,
  secretValue: ({ secret }: { secret: string }) => `The value of ${secret}`,

  /** `needed`: the roles that are lacking; null where nothing says so. */
  refused: ({ call, said, needed }: { call: string; said: string; needed: string | null }) =>
    `Not done: ${call}\n${said}${needed ? `\nWhoever deploys needs roles/owner on the project, or these: ${needed}. Ask the project’s administrator for them.` : ''}`,
  noGcloud:
    'There is no gcloud here. Install it from https://cloud.google.com/sdk/docs/install, or work in https://shell.cloud.google.com.',
  notSignedIn: 'gcloud is not signed in. Run: gcloud auth login',
  projectMissing: ({ project, err }: { project: string; err: string }) =>
    `The project ${project} cannot be used. Make it where there is none: gcloud projects create ${project}; where there is, ask its administrator to let your account in.\n${err.trim()}`.trim(),
  noBilling: ({ project }: { project: string }) =>
    `The project ${project} has no billing account. See yours with gcloud billing accounts list, then: gcloud billing projects link ${project} --billing-account=ACCOUNT`,
  billingUnknown: ({ project, err }: { project: string; err: string }) =>
    `The billing of ${project} cannot be seen. Where its API is off, run: gcloud services enable cloudbilling.googleapis.com --project=${project}\n${err.trim()}`,
  noProject: '--project: which Google Cloud project, by its id, such as baton-team',
  noRegion: '--region: where it runs, such as europe-west1; all of them: gcloud run regions list',
  noZone: '--zone: in which time zone the day begins, such as Europe/London',
  fileRegistry:
    'BATON_REGISTRY: the cloud sees no file of this machine; write gsheet: and a spreadsheet’s id, or graph:DRIVE/ITEM',
  noMail: 'BATON_MAIL: the cloud has no folder to leave mail in; write smtps://user@host:port, gmail or graph',
  noTrust:
    'BATON_FEDERATED: write google. On Google Cloud the app needs neither a secret nor a certificate (docs/deploy-microsoft.md, section 2)',
  badLinkKey:
    'BATON_LINK_KEY: the secret of links in mails takes at least 32 characters; make one with openssl rand -hex 32',
  passwordInMail:
    'BATON_MAIL holds a password, which whoever sees the functions’ settings would see. Move it to BATON_SMTP_PASSWORD, and write smtps://user@host:port',
  noSecret: ({ variable }: { variable: string }) =>
    `${variable}: set it once, in this run’s environment; Secret Manager keeps it`,
  halfOfTwo: ({ variable, beside }: { variable: string; beside: string }) =>
    `${variable}: ${beside} is there, and does nothing without it. Set it once, in this run’s environment, and Secret Manager keeps it; or do without both: delete what is stored of them`,
  noPassword:
    'BATON_SMTP_PASSWORD: the mail server’s password. Set it once, in this run’s environment; Secret Manager keeps it',

  queue: ({ queue, perMinute }: { queue: string; perMinute: number }) =>
    `Queue ${queue}, at most ${perMinute} workbooks a minute`,

  function: ({ name }: { name: string }) => `Function ${name}`,

  job: ({ job, schedule, zone }: { job: string; schedule: string; zone: string }) =>
    `Scheduler job ${job}: ${schedule} (${zone})`,

  step: ({ title }: { title: string }) => `→ ${title}`,
  apis: ({ off }: { off: readonly string[] }) => `APIs: ${off.join(', ')}`,
  share: ({ account }: { account: string }) =>
    `- share the list of workbooks and every workbook with ${account}, as editor; before that Baton cannot open them`,
  trust: ({ id, audience }: { id: string; audience: string }) =>
    `- in Microsoft Entra, give the app a federated credential: issuer https://accounts.google.com, subject ${id}, audience ${audience}; its rights are in docs/deploy-microsoft.md`,
  mailboxRights:
    '- for mail to leave, an Exchange administrator gives the app its rights on one mailbox (docs/deploy-microsoft.md, section 5)',
  senderRights: '- the sender must be one the mail server may send for: it belongs in the domain’s SPF and DKIM',
  requestLog:
    '- Cloud Run’s log of requests holds the links of mails, and whoever has a link can answer with it: let nobody see that log who should not, or leave it out (docs/deploy-google.md)',
  noButtons:
    '- for mails with buttons to answer by, run once: BATON_LINK_KEY=$(openssl rand -hex 32) npm run deploy -- google …',
  delegate: ({ id, scope, mailbox }: { id: string; scope: string; mailbox: string }) =>
    `- for mail to leave from ${mailbox}, a Workspace administrator adds the client ${id} with the scope ${scope} at https://admin.google.com/ac/owl/domainwidedelegation; no command can see whether that was done`,
  lacks: 'Missing; nothing was changed:',
  nothingToDo: 'Everything is as it should be; nothing was changed.',
  goOn: 'Do it now? [y/N] ',
  done: 'Done.',
  again: 'What was done stays. Mend this and run it again: it goes on from here.',

  nobodyToAsk: 'There is nobody here to ask. When this is what you want, run it again with --yes.',

  leftToPeople: ({ tasks }: { tasks: readonly string[] }) => `Only people can do these:\n${tasks.join('\n')}`,
  planned: ({ titles }: { titles: readonly string[] }) =>
    `${titles.length} to do:\n${titles.map((title) => `  ${title}`).join('\n')}`,

  noEnvFile: ({ file }: { file: string }) =>
    `There is no file ${file} that can be read. Write the variables into it, NAME=value a line (docs/deploy-google.md, section 2), or leave --env out and set them in the environment. Nothing was changed.`,
  usage: `npm run deploy -- google --project ID --region REGION --zone ZONE [--env FILE] [--schedule "0 5 * * *"] [--print | --yes] [--locale zh-CN|en]
  --env       a file with the variables, NAME=value a line; the environment comes first
  --schedule  when the day begins, as cron writes it; daily at 05:00 unless said otherwise
  --print     prints the gcloud commands, does nothing and asks Google nothing
  --yes       does not ask`,
};
