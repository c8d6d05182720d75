export { FingerprintsPage as Screen } from './fingerprints-page.tsx'
