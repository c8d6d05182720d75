export { courtReady, type CourtItem, type Foreign } from './ready.ts'
export { courtRoutes } from './http.ts'
