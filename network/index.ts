export { networkModule } from './module.ts'
