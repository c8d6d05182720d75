export { approvalRecords } from './contract.ts'
export { approvalMigrations } from './module.ts'
export { approvalNeeds } from './needs.ts'
