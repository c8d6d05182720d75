export { resultsRoutes, tableOf } from './http.ts'
export { resultsModule } from './module.ts'
export { latestOf } from './store.ts'
