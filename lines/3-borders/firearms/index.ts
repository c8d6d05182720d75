export { firearmRoutes } from './http.ts'
export { firearmsModule } from './module.ts'
