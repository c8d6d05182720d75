import type { Subject } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import { POSITION_TYPE } from './contract/words.ts'
import type { LEAVING } from './contract/protected-craft.ts'
import type { Registers } from './live/registers.ts'
import type { SourceInfo } from './live/sources-table.ts'

/** Ways out of the house beside the console: a file, or a machine's interface. */
export type Way = Exclude<(typeof LEAVING)[number], 'partner'>

/**
 * What may leave, and how. Nothing leaves by default: the records of the picture are released to nobody (`releaseTo` is
 * empty until an agreement says otherwise), and points leave only where policy allows export of their source's label. A
 * protected craft leaves by neither way without a grant of its own to this person, even for who may see it.
 */
export interface Leave {
  source(id: number): boolean
  vessel(mmsi: number): boolean
  /** For a query: sources that may leave, and craft that may not. */
  readonly sources: readonly number[]
  readonly withheld: readonly number[]
}

export function leaveOf(
  parts: {
    readonly core: Core
    readonly registers: Pick<Registers, 'craft'>
    readonly sources: ReadonlyMap<number, SourceInfo>
  },
  subject: Subject,
  way: Way,
): Leave {
  const { core, registers } = parts
  const at = core.now()
  const types = core.registry.typesOf(subject.roles)
  const request = { subject, type: POSITION_TYPE, types, at, realm: 'general' as const }
  const sources = [...parts.sources.values()]
    .filter(
      ({ label }) =>
        core.policy.decide({ ...request, action: 'read', label }).allowed &&
        core.policy.decide({ ...request, action: 'export', label }).allowed,
    )
    .map((s) => s.id)
  const withheld = [...registers.craft.values()]
    .filter(({ body, label }) => {
      const granted = body.grants.some(
        (g) => g.to === subject.person && g.way === way && Date.parse(g.until) > at.getTime(),
      )
      return !granted || !core.policy.decide({ ...request, action: 'read', label }).allowed
    })
    .map((c) => c.body.mmsi)
  const may = new Set(sources)
  const kept = new Set(withheld)
  return { source: (id) => may.has(id), vessel: (mmsi) => !kept.has(mmsi), sources, withheld }
}
