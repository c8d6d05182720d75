import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  statefulIsAuthorized,
  validate,
  type DetailedError,
} from '@cedar-policy/cedar-wasm/nodejs'
import type { Label } from '../contract/label.ts'
import { entitiesOf, instantsOf, ITEM, SUBJECT, type Instants } from './cedar-entities.ts'
import { createDecisionCache } from './decision-cache.ts'
import type { Policy, PolicyDecision, PolicyRequest } from './policy.ts'

const CACHE_MAX = 20_000

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Determining id of a refusal because a time could not be read. */
export const MALFORMED = 'malformed'
const REFUSED_MALFORMED: PolicyDecision = { allowed: false, policies: [MALFORMED] }

/** The Cedar policies of this version, checked strictly against their schema. Throws BUG when they are wrong. */
export function createPolicy(cacheMax: number = CACHE_MAX): Policy {
  const policies = policiesById(text('policies.cedar'))
  checkAgainstSchema(policies)
  const id = hash('sha256', JSON.stringify([policies, text('schema.cedarschema')]))
  for (const parsed of [
    preparsePolicySet(id, { staticPolicies: policies }),
    preparseSchema(id, text('schema.cedarschema')),
  ]) {
    if (parsed.type === 'failure') throw broken(parsed.errors)
  }
  const cache = createDecisionCache(cacheMax)
  const subjects = new WeakMap<object, { readonly types: readonly string[]; readonly key: string }>()

  /** A session's subject is one object over many decisions, so its part of the key is made once. */
  const subjectKey = (request: PolicyRequest): string => {
    const known = subjects.get(request.subject)
    if (known !== undefined && known.types === request.types) return known.key
    const { person: _, session: __, strongAt: ___, purpose, ...attributes } = request.subject
    const key = `${hash('sha256', JSON.stringify([attributes, request.types]), 'base64')} ${JSON.stringify(purpose)}`
    subjects.set(request.subject, { types: request.types, key })
    return key
  }

  return {
    decide(request) {
      const at = request.at.getTime()
      // The policies' own hash is not in the key: they are fixed for the life of this cache.
      const labelHash = hash('sha256', usedOfLabel(request.label), 'base64')
      const key = `${labelHash} ${request.action} ${request.type} ${request.realm} ${subjectKey(request)}`
      const known = cache.get(key, at)
      if (known !== undefined) return known
      const instants = instantsOf(request)
      if (instants === null || Number.isNaN(at)) return REFUSED_MALFORMED
      const decision = ask(id, request, instants)
      const [from, until] = spanOf(instants, at)
      cache.set(key, decision, from, until)
      return decision
    },
  }
}

/** Only what the policies read: keepUntil and sources differ from record to record and would make every label new. */
function usedOfLabel(label: Label): string {
  return JSON.stringify([
    label.owner,
    label.class,
    label.releaseTo,
    label.displayOnly,
    label.handling,
    label.purposes,
    label.personal,
    label.juvenile,
    label.sealed,
    label.eraseBy,
    label.holds,
    label.leaseUntil,
    label.onward,
  ])
}

function ask(id: string, request: PolicyRequest, instants: Instants): PolicyDecision {
  const answer = statefulIsAuthorized({
    preparsedPolicySetId: id,
    // Not for the check alone: the group `use` of actions lives in the schema, and without it no forbid would apply.
    preparsedSchemaName: id,
    validateRequest: true,
    principal: SUBJECT,
    action: { type: 'Action', id: request.action },
    resource: ITEM,
    context: { at: request.at.getTime() },
    entities: entitiesOf(request, instants),
  })
  if (answer.type === 'failure') throw broken(answer.errors)
  // Cedar skips a policy that fails to evaluate, a forbid too: that would open what it was to close.
  const failed = answer.response.diagnostics.errors[0]
  if (failed !== undefined) throw broken([failed.error])
  return {
    allowed: answer.response.decision === 'allow',
    policies: answer.response.diagnostics.reason.toSorted(),
  }
}

/** The decision changes at the instants used and nowhere else. */
function spanOf(instants: Instants, at: number): [from: number, until: number] {
  let from = -Infinity
  let until = Infinity
  for (const ms of Object.values(instants) as (number | null)[]) {
    if (ms === null) continue
    if (ms <= at) from = Math.max(from, ms)
    else until = Math.min(until, ms)
  }
  return [from, until]
}

/** Policies under their own `@id`, so that an audit names them and not their position. */
function policiesById(source: string): Record<string, string> {
  const parts = policySetTextToParts(source)
  if (parts.type === 'failure') throw broken(parts.errors)
  const byId: Record<string, string> = {}
  for (const policy of parts.policies) {
    const json = policyToJson(policy)
    if (json.type === 'failure') throw broken(json.errors)
    const name = json.json.annotations?.['id']
    if (name === undefined || byId[name] !== undefined)
      throw new Error(`BUG: policies.cedar: every policy has its own @id, also ${name ?? policy}`)
    byId[name] = policy
  }
  return byId
}

const broken = (errors: readonly DetailedError[]): Error =>
  new Error(`BUG: policies.cedar: ${errors.map((e) => e.message).join('; ')}`)

function checkAgainstSchema(policies: Record<string, string>): void {
  const answer = validate({
    validationSettings: { mode: 'strict' },
    schema: text('schema.cedarschema'),
    policies: { staticPolicies: policies },
  })
  const problems =
    answer.type === 'failure'
      ? answer.errors.map((e) => e.message)
      : [...answer.validationErrors, ...answer.validationWarnings].map(
          (e) => `${e.policyId}: ${e.error.message}`,
        )
  if (problems.length > 0) throw new Error(`BUG: policies.cedar: ${problems.join('; ')}`)
}
