export { fingerprintsModule } from './module.ts'
