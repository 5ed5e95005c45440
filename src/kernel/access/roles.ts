/** The roles of a bureau's people (角色). A person may have several; each right is given to roles, never to persons. */
export type RoleName =
  | 'clerk'
  | 'operator'
  | 'handler'
  | 'unit-head'
  | 'supervisor'
  | 'reviewer'
  | 'bureau-head'
  | 'editor'
  | 'finance'
  | 'administrator'
  | 'auditor'

/** One name everywhere: on pages, in tables that are imported, in the documents of the procedures. */
export const ROLE_LABELS: Readonly<Record<RoleName, { zh: string; en: string }>> = {
  clerk: { zh: '登记员', en: 'Clerk' },
  operator: { zh: '话务员', en: 'Operator' },
  handler: { zh: '经办人', en: 'Handler' },
  'unit-head': { zh: '单位负责人', en: 'Unit head' },
  supervisor: { zh: '督查员', en: 'Supervisor' },
  reviewer: { zh: '复查复核员', en: 'Reviewer' },
  'bureau-head': { zh: '局领导', en: 'Bureau head' },
  editor: { zh: '知识库编辑', en: 'Editor' },
  finance: { zh: '财务', en: 'Finance officer' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
}

export const ROLES = Object.keys(ROLE_LABELS) as readonly RoleName[]
