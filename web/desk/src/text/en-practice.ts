/** English words of the practice ground. */
import type { Texts, WithOne } from './zh.ts'

export const enPractice: WithOne<Pick<Texts, 'practice'>> = {
  practice: {
    title: 'Practice ground',
    help: 'Learn the work of each role on the same pages as the real desk. Everything in it is made up: it enters no figures, citizens never see it, and no message leaves.',
    none: 'The practice ground is not open yet',
    noneHelp: 'An administrator opens it. After that you can enter it from here.',
    noneAdmin:
      'Once opened it fills itself with practice matters in every stage, in less than a minute as a rule. It can be reset at any time.',
    open: 'Open the practice ground',
    making: 'The practice ground is being made ready',
    makingHelp: '{{done}} of {{total}} done. You can leave this page: it goes on by itself.',
    clearing: 'The matters of the last round are being cleared.',
    failed:
      'The last try broke off ({{code}}); it is tried again by itself. If it goes on, tell this code to whoever runs the system.',
    ready: 'The practice ground is ready',
    readyAt: 'filled {{at}}',
    enter: 'Enter the practice ground',
    enterHelp:
      'This session is given for one of the practice ground. The first time, you get a practice account with the roles you have. To come back, sign in again.',
    reset: 'Reset the practice ground',
    resetSure: 'Clear the practice ground and fill it anew?',
    resetSureHelp: 'Tasks that anybody is in the middle of are cleared. Accounts and passed tasks stay.',
    resetGo: 'Clear and fill anew',
    keep: 'Leave it',
    newcomers: 'New colleagues',
    newcomersHelp:
      'For people who have no account yet: in the practice ground, open many at once from a table under Administration, Accounts (64 in one go). Each signs in with an own practice account.',
    newcomersLink: 'Open accounts in the practice ground',
    counts: 'How many accounts have done each task',
    countsHelp: 'Numbers only: no names, no ranking. How far somebody is, only that person sees.',
    col: { task: 'Task', role: 'Role', accounts: 'Accounts with the role', begun: 'Begun', passed: 'Passed' },
    tasksTitle: 'My tasks',
    tasksHelp:
      'Each task comes with matters made for you alone. Do the work, come back, and it is checked by itself.',
    progress: '{{passed}} of {{total}} passed',
    noTasks: 'There are no tasks for your roles',
    noTasksHelp: 'To learn a role, an administrator adds it to your account in the practice ground.',
    state: { none: 'Not begun', begun: 'Under way', passed: 'Passed' },
    steps: 'What to do',
    hint: 'Hint',
    mine: 'Made for you',
    checkedFor: 'What is checked',
    begin: 'Begin',
    beginAnew: 'Begin anew',
    go: {
      matter: 'Go to the matter',
      matters: 'Open the list',
      register: 'Go to Register',
      hotline: 'Go to the call',
      knowledge: 'Open the knowledge base',
    },
    check: 'Check',
    checking: 'Checking',
    done: 'Done',
    notDone: 'Not yet',
    passed: 'All done: this task is passed.',
    notPassed: '{{count}} parts are not done yet.',
    notPassed_one: 'One part is not done yet.',
  },
}
