export { dialogueModule } from './module.ts'
export { dialogueNeeds } from './needs.ts'
