export { CoveragePage as Screen } from './coverage-page.tsx'
