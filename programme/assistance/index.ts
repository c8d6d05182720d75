export { assistanceModule } from './module.ts'
