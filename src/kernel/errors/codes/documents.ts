/** Codes of documents (文书): writing, approving, sealing, delivering them. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const DOCUMENT_CODES = {
  'document.not_signer': entry(
    403,
    ['您不能签发这份文书', 'You may not sign this document'],
    [
      '请由出文单位的负责人签发；信访局及其内设机构的文书也可以由局领导签发。',
      'It is signed by the head of the organ that issues it; for the bureau and its offices also by the head of the bureau.',
    ],
  ),
  'document.marks_not_used': entry(
    422,
    ['本单位不使用这种标注', 'The organ does not use this mark'],
    [
      '份号、密级、紧急程度要先由单位负责人在“文号设置”里开启。',
      'Copy number, grade of secrecy and urgency are first switched on by the head of the unit under Numbers.',
    ],
  ),
  'document.copy_number_alone': entry(
    422,
    ['只有涉密文书才编份号', 'Only a document with a grade of secrecy has a copy number'],
    ['请填写密级，或者去掉份号。', 'Set the grade of secrecy, or leave the copy number out.'],
  ),
  'document.already_approved': entry(
    409,
    ['这份文书已经签发', 'The document is approved already'],
    ['请重新载入查看；签发后的文书不能再改。', 'Load it again; an approved document cannot be changed.'],
  ),
  'document.not_approved': entry(
    409,
    ['文书还没有签发', 'The document is not approved yet'],
    [
      '请先由负责人签发并编号，再上传用印件。',
      'Have it approved and numbered first, then upload the sealed version.',
    ],
  ),
  'document.already_served': entry(
    409,
    ['文书已经送达', 'The document has been served'],
    ['送达后的文书不能再更换。', 'After service it can no longer be replaced.'],
  ),
  'document.not_sealed': entry(
    409,
    ['还没有用印件', 'There is no sealed version yet'],
    [
      '请先上传盖章后的扫描件或电子签章文件，送达的应当是用印件。',
      'Upload the stamped scan or the file with the electronic seal first: that is what is served.',
    ],
  ),
  'document.decide_first': entry(
    409,
    ['请先在办理中作出决定', 'Decide in the procedure first'],
    [
      '请先在事项页完成相应的办理步骤（如受理、不予受理、批准延期），再签发文书。',
      'Take the step on the page of the matter first (accept, do not accept, approve the extension), then approve the document.',
    ],
  ),
  'document.class_has_own_route': entry(
    409,
    ['该类事项不适用信访处理意见书', 'A handling opinion does not fit this class'],
    [
      '该事项的分类应当走法定途径：请导入法定途径；分类有误的，请先更正分类。',
      'By its class the matter has its own legal route: refer it there, or correct the class if it is wrong.',
    ],
  ),
  'document.served_by_procedure': entry(
    409,
    ['这份文书在送达环节登记', 'Its service is recorded in the procedure'],
    [
      '请在事项页的“文书送达”环节登记送达日期和方式。',
      'Record day and manner of service in the service procedure on the page of the matter.',
    ],
  ),
  'document.not_possible': entry(
    409,
    ['现在不能写这份文书', 'This document cannot be written now'],
    [
      '请重新载入事项页，从列出的文书中选择。',
      'Load the page of the matter again and choose one of the documents listed.',
    ],
  ),
  'document.not_draft': entry(
    409,
    ['文书不在起草状态', 'The document is not a draft'],
    [
      '请重新载入；已送签的请先退回再修改，已签发的不能修改。',
      'Load it again; have it sent back before changing it if it was submitted; once approved it stays.',
    ],
  ),
  'document.not_submitted': entry(
    409,
    ['文书还没有送签', 'The document was not submitted'],
    ['请先由起草人送签。', 'Have it submitted by whoever drafts it.'],
  ),
  'document.changed': entry(
    409,
    ['文书已被他人修改', 'Somebody else changed the document'],
    ['请重新载入，核对第 {revision} 版后再操作。', 'Load it again, look at version {revision}, then go on.'],
  ),
  'document.not_docx': entry(
    400,
    ['不能读取这个文件', 'The file cannot be read'],
    [
      '请上传 .docx 格式的文件（WPS、Word 均可另存为 .docx）。',
      'Upload a .docx file, as Word and WPS save it.',
    ],
  ),
  'document.nothing_in_file': entry(
    400,
    ['文件里没有正文', 'The file holds no text'],
    ['请检查上传的是不是修改好的文书。', 'Check that it is the document you edited.'],
  ),
  'document.prefix_taken': entry(
    409,
    ['文号前缀已被使用', 'The prefix is in use'],
    [
      '“{prefix}”已用于本局另一单位或另一种文书，请改用不同的代字。',
      '"{prefix}" serves another unit or another kind of document of this bureau; choose another.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
