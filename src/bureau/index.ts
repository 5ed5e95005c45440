/** What other rooms may see of bureaus and their people. */
export { addAccount } from './add-account.ts'
export { addUnit } from './add-unit.ts'
export { changeAccount, changeRoles, deactivateAccount } from './change-account.ts'
export { changePassword, setSecondFactor } from './change-password.ts'
export type {
  Account,
  BureauInfo,
  CalendarOverrideInput,
  LocalSettingFact,
  NewAccount,
  NewBureau,
  NewUnit,
  UnitInfo,
  UnitTree,
} from './contract.ts'
export { type CreateBureau, createBureau } from './create-bureau.ts'
export { type BureauDirectory, type BureauFacts, todayIn } from './directory.ts'
export { once } from './once.ts'
export { type BureauRoom, type Command, createBureauRoom, type RoomOptions } from './room.ts'
export { bureauRoutes } from './routes.ts'
export type { KnownRules, RuleFact } from './rules.ts'
export type { Sessions } from './sessions.ts'
export { setCalendarOverride } from './set-calendar-override.ts'
export { setLocalSetting } from './set-local-setting.ts'
export { type SignedIn, signIn } from './sign-in.ts'
export { signOut } from './sign-out.ts'
export { audit } from './store.ts'
