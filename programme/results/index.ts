export { resultsRoutes } from './http.ts'
export { resultsModule } from './module.ts'
