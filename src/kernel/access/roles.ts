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

export const ROLE_LABELS: Readonly<Record<RoleName, { zh: string; en: string }>> = {
  clerk: { zh: '登记员', en: 'Registration clerk' },
  operator: { zh: '热线话务员', en: 'Hotline operator' },
  handler: { zh: '承办人', en: 'Handler' },
  'unit-head': { zh: '承办单位负责人', en: 'Head of unit' },
  supervisor: { zh: '督办员', en: 'Supervisor' },
  reviewer: { zh: '复查复核员', en: 'Reviewer' },
  'bureau-head': { zh: '局领导', en: 'Head of bureau' },
  editor: { zh: '知识库编辑', en: 'Knowledge editor' },
  finance: { zh: '财务人员', en: 'Finance officer' },
  administrator: { zh: '系统管理员', en: 'Administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
}

export const ROLES = Object.keys(ROLE_LABELS) as readonly RoleName[]
