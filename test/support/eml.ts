/** A reply as a mail program sends it; headers and text as given, the rest ordinary. */
export interface ReplyMail {
  readonly from?: string;
  /** Message-ID. */
  readonly id?: string;
  readonly answers?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  /** More header lines. */
  readonly headers?: readonly string[];
  readonly attachment?: string;
}

const part = (type: string, text: string): string[] => [
  `Content-Type: text/${type}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(text).toString('base64'),
];

export const replyMail = ({ from, id, answers, subject, text, html, headers = [], attachment }: ReplyMail): Buffer => {
  const parts = [
    ...(text === undefined ? [] : [part('plain', text)]),
    ...(html === undefined ? [] : [part('html', html)]),
    ...(attachment === undefined
      ? []
      : [['Content-Type: application/pdf', `Content-Disposition: attachment; filename="${attachment}"`, '', 'x']]),
  ];
  const body =
    parts.length === 1
      ? parts[0]!
      : ['Content-Type: multipart/mixed; boundary="b"', '', ...parts.flatMap((one) => ['--b', ...one]), '--b--'];
  return Buffer.from(
    [
      `From: ${from ?? 'Li Ming <li@example.com>'}`,
      'To: Baton <baton@example.com>',
      `Subject: ${subject ?? 'Re: 1 overdue'}`,
      `Message-ID: ${id ?? '<reply-1@mail.example.com>'}`,
      'Date: Fri, 06 Mar 2026 11:00:00 +0800',
      ...(answers === undefined ? [] : [`In-Reply-To: ${answers}`]),
      ...headers,
      'MIME-Version: 1.0',
      ...body,
      '',
    ].join('\r\n'),
  );
};
