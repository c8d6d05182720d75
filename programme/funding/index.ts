export { fundingRoutes } from './http.ts'
export { fundingModule } from './module.ts'
export { fundingNeeds } from './needs.ts'
