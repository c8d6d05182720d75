export { RelayClient, type RelayClientOptions, type RelayRound } from './client.ts'
export { directoryRelayStore } from './directory-store.ts'
export { relayAnswerer, type RelayOptions } from './relay.ts'
export type { HeldMessage, RelayStore } from './store.ts'
