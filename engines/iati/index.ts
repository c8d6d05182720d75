export {
  createValidator,
  standardRuleset,
  validate,
  type ValidateOptions,
  type Validation,
  type Validator,
} from './validate.ts'
export { compileRuleset, type CompiledRuleset } from './rules/compile.ts'
export type { OrganisationIds, RulesetDocument } from './rules/ruleset.ts'
export type { Fault, Severity } from './report.ts'
export type { Limits } from './xml/limits.ts'
