export { seizureRoutes } from './http.ts'
export { seizuresModule } from './module.ts'
export { sharedSeizure, type SharedSeizure } from './share.ts'
export { readTotals, type Period, type Totals } from './store.ts'
