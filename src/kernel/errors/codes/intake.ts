/** Codes of drafts, templates and matters tied to each other. */
import { entry } from '../entry.ts'

export const INTAKE_CODES = {
  'draft.too_long': entry(
    413,
    ['草稿太长', 'The draft is too long'],
    ['请把较长的材料作为附件上传。', 'Put long material into an attachment.'],
  ),
  'draft.too_many': entry(
    409,
    ['草稿太多', 'Too many drafts'],
    [
      '请先处理或丢弃一些草稿，最多保留 {max} 份。',
      'Finish or give up some drafts first; at most {max} are kept.',
    ],
  ),
  'draft.too_many_pages': entry(
    409,
    ['页数太多', 'Too many pages'],
    [
      '一份来信最多 {max} 个文件，请合并为 PDF 后再上传。',
      'One letter takes at most {max} files; join them in a PDF.',
    ],
  ),
  'draft.newer_elsewhere': entry(
    409,
    ['这份草稿在别的窗口改过', 'This draft was changed in another window'],
    [
      '请看另一个窗口里的内容；本页填写的内容还在，可以继续提交。',
      'Look at the other window; what this page holds is kept and can still be sent.',
    ],
  ),
  'template.unknown_blank': entry(
    422,
    ['模板里有不认识的填空', 'The template names an unknown blank'],
    [
      '“{blank}”不能自动填写。可用：number、subject、demands、unit、bureau、today。',
      'The blank "{blank}" cannot be filled in. There are: number, subject, demands, unit, bureau, today.',
    ],
  ),
  'case.link_not_found': entry(
    404,
    ['没有找到这个编号的事项', 'No matter with this number'],
    [
      '请核对编号；其他机构的事项不能在这里关联。',
      'Check the number; matters of other bureaus cannot be tied here.',
    ],
  ),
  'case.link_to_itself': entry(
    422,
    ['不能与自己关联', 'A matter cannot be tied to itself'],
    ['请填写另一件的编号。', 'Give the number of the other matter.'],
  ),
  'case.link_shielded': entry(
    403,
    ['保密件不与其他事项关联', 'A shielded matter is not tied to others'],
    ['请分别办理，以免泄露。', 'Handle them apart, so that nothing is given away.'],
  ),
} as const
