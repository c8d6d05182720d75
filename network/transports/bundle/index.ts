export { exportBundle, importBundle } from './carry.ts'
export type { BundleEvent, BundleExchange, BundleParts, Exported, ExportOptions, Imported } from './carry.ts'
export { BUNDLE_BYTES_MAX, type Manifest } from './format.ts'
export type { BundleLedger } from './ledger.ts'
