export {
  beginCeremony,
  finishCeremony,
  introduce,
  joinCeremony,
  rootFingerprint,
  signFirstRegister,
  type Ceremony,
  type Introduction,
} from './ceremony.ts'
export { asNetwork, type NetworkCore } from './db.ts'
export { NetworkEngine } from './engine.ts'
export { loadKeys, makeKeys, type OwnKeys } from './keys.ts'
export { startNetwork, type LinkHealth, type NetworkHealth, type RunningNetwork } from './start.ts'
export { loadState } from './state.ts'
export { keepStatements, type Statement } from './statements.ts'
