export { BUNDLE_BYTES_MAX, exportBundle, importBundle } from './bundle/index.ts'
export type { BundleEvent, BundleExchange, BundleLedger, BundleParts } from './bundle/index.ts'
export type { Exported, ExportOptions, Imported, Manifest } from './bundle/index.ts'
export { certificateFingerprint, makeTlsIdentity } from './certificate.ts'
export { httpsTransport } from './https-client.ts'
export { httpsHost, type HttpsHost, type HttpsHostOptions } from './https-server.ts'
export {
  keepLink,
  type Link,
  type LinkBatch,
  type LinkOptions,
  type LinkState,
  type LinkWork,
} from './link.ts'
export type { Answerer, ExchangeOptions, PeerAddress, Service, TlsIdentity, Transport } from './transport.ts'
export { directoryRelayStore, RelayClient, relayAnswerer } from './relay/index.ts'
export type { HeldMessage, RelayClientOptions, RelayOptions, RelayRound, RelayStore } from './relay/index.ts'
