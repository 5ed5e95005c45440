/** What other rooms may see of bureaus and their people. */
export { addAccount } from './add-account.ts'
export { type AddedAccount, addAccounts } from './add-accounts.ts'
export { addUnit } from './add-unit.ts'
export { changeAccount, changeRoles, deactivateAccount } from './change-account.ts'
export { changePassword } from './change-password.ts'
export { changeUnit, checkTree } from './change-unit.ts'
export type {
  Account,
  AccountChange,
  BureauInfo,
  CalendarOverrideInput,
  LocalSettingFact,
  NewAccount,
  NewBureau,
  NewUnit,
  UnitChange,
  UnitInfo,
  UnitTree,
} from './contract.ts'
export { UnitChangeSchema } from './contract.ts'
export { type CreateBureau, createBureau } from './create-bureau.ts'
export { type BureauDirectory, type BureauFacts, calendarOf, tableWith, todayIn } from './directory.ts'
export { type Entered, enterGround } from './enter-ground.ts'
export { importNotice } from './import-notice.ts'
export { once } from './once.ts'
export { resetByOperator } from './operator-reset.ts'
export {
  endSessions,
  type OneTime,
  resetPassword,
  resetSecondFactor,
  unlockAccount,
} from './reset-account.ts'
export { type BureauRoom, type Command, createBureauRoom, type RoomOptions } from './room.ts'
export { bureauRoutes } from './routes.ts'
export { checkRoles, checkSetting, type KnownRules, type RuleFact, type SignInRules } from './rules.ts'
export { type PlannedUnit, saveUnits } from './save-units.ts'
export { setSecondFactor } from './second-factor.ts'
export type { Sessions } from './sessions.ts'
export { setCalendarOverride } from './set-calendar-override.ts'
export { setLocalSetting } from './set-local-setting.ts'
export { type SignedIn, signIn } from './sign-in.ts'
export { changeSignInRules, readSignInRules, type SignInRulesInForce } from './sign-in-rules.ts'
export { signOut } from './sign-out.ts'
export { audit, listNotices, listUnits, type OverrideFact, unitVersions } from './store.ts'
