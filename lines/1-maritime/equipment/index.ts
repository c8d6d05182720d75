export { equipmentModule } from './module.ts'
export { equipmentNeeds } from './needs.ts'
