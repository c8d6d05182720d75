export { fundingRoutes } from './http.ts'
export { lapseJob, startLapseAlarms } from './lapse.ts'
export { fundingModule } from './module.ts'
export { fundingNeeds } from './needs.ts'
