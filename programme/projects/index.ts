export { projectsModule } from './module.ts'
