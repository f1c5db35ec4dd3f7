import { STANDING } from '../standing.ts';
import { defineTab, w } from '../types.ts';

export const signoffs = defineTab({
  key: 'signoffs',
  title: w('签字确认', 'Signatures'),
  aliases: ['签字确认表', '签字记录', 'Sign-offs'],
  help: w(
    '一行是一个人对一份文件一个版本的签字。行由接力添加；文件改动后签字失效，会再请签字。',
    'One row is one person’s signature on one version. Baton adds the rows; a signature lapses when the text changes.',
  ),
  idPrefix: 'S',
  columns: {
    id: {
      header: w('签字编号', 'Signature ID'),
      aliases: ['编号', '序号', 'ID', 'No.'],
      type: 'id',
      help: w('由接力填写。', 'Filled in by Baton.'),
      width: 13,
    },
    document: {
      header: w('签字文件', 'Document'),
      aliases: ['文件编号', '文件', '文件/事项', 'Document ID'],
      type: 'text',
      names: ['requests', 'confirmations', 'meetings', 'acceptance'],
      required: true,
      help: w('所签事项的编号，例如 C-0001 或 M-0001。', 'The ID of what is signed, such as C-0001 or M-0001.'),
      width: 12,
    },
    kind: {
      header: w('签字类别', 'Kind'),
      aliases: ['类别', '类型', '文件类型', 'Type'],
      type: 'option',
      options: [
        { key: 'confirmation', label: w('需求确认', 'Confirmation'), aliases: ['确认函', '需求确认函'] },
        { key: 'division', label: w('分工确认', 'Division of work'), aliases: ['分工', '分工表', 'Division', 'RACI'] },
        { key: 'minutes', label: w('会议纪要', 'Minutes'), aliases: ['纪要', '会议记录'] },
        { key: 'approval', label: w('批准', 'Approval'), aliases: ['审批', '审核', 'Approve'] },
        { key: 'acceptance', label: w('成果确认', 'Output confirmed'), aliases: ['验收确认', 'Acceptance'] },
      ],
      help: w('签的是哪一类文件。', 'What kind of document is signed.'),
      width: 16,
    },
    version: {
      header: w('版本', 'Version'),
      aliases: ['版本号', '文件版本'],
      type: 'number',
      help: w('由接力填写：文件每改一次加一。', 'Filled in by Baton: one more with every change of the text.'),
      width: 10,
    },
    signer: {
      header: w('签字人', 'Signer'),
      aliases: ['签署人', '签字', '确认人', 'Signed by', 'Signatory'],
      type: 'person',
      required: true,
      help: w('应当签字的人。', 'Who is to sign.'),
      width: 12,
    },
    askedOn: {
      header: w('请签日期', 'Asked on'),
      aliases: ['发出日期', '送签日期'],
      type: 'date',
      help: w('由接力填写，签字时限从这天起算。', 'Filled in by Baton; the limit counts from here.'),
      width: 17,
    },
    signedOn: {
      header: w('签字日期', 'Signed on'),
      aliases: ['签署日期', '签字时间', '确认日期', 'Signed'],
      type: 'date',
      progress: true,
      help: w('本人填上日期就算签字。', 'The signer writes the date here; that is the signature.'),
      width: 17,
    },
    fingerprint: {
      header: w('文件指纹', 'Fingerprint'),
      aliases: ['指纹'],
      type: 'text',
      help: w(
        '由接力填写，请勿改动：签字时文件的内容。',
        'Baton’s: the text as it was signed. Please leave it as it is.',
      ),
      code: true,
      width: 18,
    },
    note: {
      header: w('备注', 'Note'),
      aliases: ['说明', 'Notes', 'Remarks'],
      type: 'text',
      help: w('例如：纸质签字存放在哪里。', 'For example, where the signed paper is kept.'),
      width: 26,
    },
    ...STANDING,
  },
});
