export { firearmFacts } from './facts.ts'
export { firearmRoutes } from './http.ts'
export { firearmsModule } from './module.ts'
