import { createAuditBuffer } from '../audit/buffer.ts'
import { approvalModule } from '../approval/module.ts'
import type { Policy } from '../policy/policy.ts'
import type { Store } from '../store/store.ts'
import { nodeSubject, sealedSubject, type Core } from './core.ts'
import type { CapabilityModule } from './module.ts'
import { buildRegistry } from './registry.ts'

export interface Assembly {
  readonly nation: string
  readonly mode: 'demo' | 'service'
  readonly modules: readonly CapabilityModule[]
  readonly store: Store
  readonly policy: Policy
  readonly now: () => Date
  readonly refusal?: Core['refusal']
  readonly standing?: Core['standing']
  readonly people?: Core['people']
  readonly caveats?: Core['caveats']
}

/** Puts the record platform together from the node's capabilities; approvals are always among them. */
export function assembleCore(options: Assembly): Core {
  const approvals = approvalModule({ core: () => core })
  const modules = [approvals, ...options.modules]
  const registry = buildRegistry(
    modules.map((m) => m.capability),
    modules.flatMap((m) => m.bindings),
  )
  const writer = () => sealedSubject({ registry }, nodeSubject(options.nation), options.now())
  const core: Core = {
    nation: options.nation,
    mode: options.mode,
    registry,
    store: options.store,
    audit: createAuditBuffer(options.store, options.nation, writer),
    policy: options.policy,
    now: options.now,
    ...(options.refusal === undefined ? {} : { refusal: options.refusal }),
    ...(options.standing === undefined ? {} : { standing: options.standing }),
    ...(options.people === undefined ? {} : { people: options.people }),
    ...(options.caveats === undefined ? {} : { caveats: options.caveats }),
  }
  return core
}
