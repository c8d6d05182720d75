export { fingerprintFacts } from './facts.ts'
export { fingerprintsModule } from './module.ts'
export { fingerprintNeeds } from './needs.ts'
export { startFingerprints, type RunningFingerprints } from './start.ts'
