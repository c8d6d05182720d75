export { openAcademyKey } from './academy-key.ts'
export { trainingRoutes } from './http.ts'
export { trainingModule } from './module.ts'
export { trainingNeeds } from './needs.ts'
