/** Wordings the demo county begins with; synthetic, to be changed by whoever tries it out. */
import type { BureauRoom } from '../bureau/index.ts'
import type { Actor } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { createTemplate, type TemplateInput } from '../templates/index.ts'

const TEMPLATES: readonly TemplateInput[] = [
  {
    purpose: 'reply',
    name: '已办结：逐项答复',
    body: '您好！您反映的“{subject}”（编号{number}）收悉。我单位逐项核实办理，现答复如下：\n\n{demands}\n\n如对答复有疑问，可凭查询码查看办理过程，也可与我单位联系。\n\n{unit}\n{today}',
    procedure: null,
  },
  {
    purpose: 'reply',
    name: '需要时间：说明进度',
    body: '您好！您反映的“{subject}”（编号{number}）正在办理。目前的进度、下一步安排和预计完成时间如下：\n\n\n{unit}\n{today}',
    procedure: null,
  },
  {
    purpose: 'reply',
    name: '热线工单：简短答复',
    body: '您反映的“{subject}”已处理，结果如下：\n\n{unit}，{today}',
    procedure: 'hotline-order',
  },
  {
    purpose: 'opinion',
    name: '信访处理意见：基本格式',
    body: '一、投诉请求\n{demands}\n\n二、查明的事实和理由\n\n\n三、处理意见和法律法规依据\n\n\n{unit}\n{today}',
    procedure: null,
  },
  {
    purpose: 'reason',
    name: '不属本单位职责',
    body: '经核对职责，该事项不属我单位职责范围，理由和建议承办单位如下：\n',
    procedure: null,
  },
]

/** Adds them once, in the administrator's name: a fill that was cut off goes on as it began. */
export async function addDemoTemplates(
  room: BureauRoom,
  bureauId: string,
  admin: Actor,
  now: Date,
): Promise<void> {
  const session = {
    ...{ bureauId, accountId: admin.id!, unitId: admin.unitId!, roles: admin.roles },
    ...{ login: 'demo.admin', name: '', expiresAt: now, sessionId: '' },
  }
  for (const [i, template] of TEMPLATES.entries()) {
    const made = await createTemplate(room, { now, idempotencyKey: `demo-template-${i}`, session }, template)
    if (isRefusal(made))
      throw new Error(`the demo's template "${template.name}" was refused: ${made.refused}`)
  }
}
