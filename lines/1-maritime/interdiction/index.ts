export { interdictionFacts } from './facts.ts'
export { interdictionModule } from './module.ts'
export { interdictionRoutes } from './http.ts'
export { interdictionNeeds } from './needs.ts'
