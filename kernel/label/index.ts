export {
  LABEL_COLUMNS,
  LABEL_RULES,
  labelPredicate,
  labelPredicateInFunction,
  typePredicate,
} from './label-table.ts'
export { relabelBindings, relabelCommands, type RelabelCascade } from './relabel.ts'
export { relabelable } from './relabel-module.ts'
export { relabelDeclarations, type RelabelDeclarations, type RelabelRoles } from './relabel-contract.ts'
export { retentionConflicts, type RetentionConflict } from './retention-conflicts.ts'
