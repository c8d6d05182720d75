export { beginCeremony, introduce, rootFingerprint, type Ceremony, type Introduction } from './ceremony.ts'
export {
  ceremonyFile,
  introductionFile,
  keepCeremony,
  readCeremonyFile,
  readIntroductionFile,
  takeTurn,
} from './ceremony-file.ts'
export { bundleName, openBundleDesk, type BundleDesk, type BundleSource } from './bundles.ts'
export {
  foundingOf,
  proposeRegister,
  REGISTER_DAYS,
  takeRegisterTurn,
  type RegisterChange,
} from './register-change.ts'
export {
  keepRegister,
  readRegister,
  readRegisterChange,
  registerChangeFile,
  type RegisterHere,
} from './register-change-file.ts'
export { checkNetwork } from './check.ts'
export { asNetwork, type NetworkCore } from './db.ts'
export { readAgreements } from '../desk/agreements.ts'
export { cutLinks, readDesk, type Desk, type DeskPartner } from '../desk/desk.ts'
export { loadKeys, makeKeys, type OwnKeys } from './keys.ts'
export { closeAlarm, openAlarms, type AlarmRow } from './log-alarms.ts'
export { excuseWitnesses, readWitnessed, setQuorum, type Witnessed } from './witnessing.ts'
export { listKeys, revokeKey, REVOKE_REASONS, rotateKeys } from './rotate.ts'
export { startNetwork, type LinkHealth, type NetworkHealth, type RunningNetwork } from './start.ts'
export { agreementStatements } from './take-statements.ts'
export { keepStatements } from './statements.ts'
export { openEngine, type EngineSource } from './open-engine.ts'
export type { NetworkEngine } from './engine.ts'
export { UnitCaveats } from './unit-caveats.ts'
