/** 登录规则页的中文文案。 */
export const zhSignInRules = {
  help: '多久自动退出，哪些角色必须使用动态验证码。变更记入操作日志。',
  times: '自动退出',
  idle: '无操作多少分钟后退出',
  idleHelp: '从本人最后一次操作算起；页面自己刷新、等消息都不算操作。填写中的内容不会丢。',
  hours: '登录多少小时后退出',
  hoursHelp: '从登录算起，到时间须再次输入密码。',
  factor: '必须使用动态验证码的角色',
  factorHelp: '没有启用的人，下次登录时会被带去启用。括号内为已启用人数和在用账号数。',
  roleOf: '{{role}}（{{set}}/{{accounts}}）',
  roleNone: '{{role}}（无账号）',
  waiting: '所选角色中还有 {{count}} 个账号没有启用，下次登录时须先启用。',
  saved: '已保存，立即生效。',
}
