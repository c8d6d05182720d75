export { radarCoverageModule } from './module.ts'
export { startCoverage } from './start.ts'
