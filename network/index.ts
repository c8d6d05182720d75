export { hitModule, networkModule } from './module.ts'
