import type { Subject } from '@basinet/kernel/contract'
import { unitCaveat, unitMayRead, type AgreementText } from '../agreements/index.ts'
import { asNetwork, type NetworkCore } from './db.ts'
import { loadState, stampOf } from './state.ts'

const LOOK_EVERY_MS = 5000
/** Units' names change seldom, and a new unit waits so long for what agreements give it. */
const NAMES_EVERY_MS = 60_000

/**
 * Which copies from abroad a person may read by their unit. Kept by each process of the node, because every process reads; until
 * agreements and units have been looked at it gives nothing, so that what names units stays closed.
 */
export class UnitCaveats {
  #texts: readonly AgreementText[] = []
  /** What an agreement may call a unit, by its id: `AGENCY/UNIT`, or its name. */
  #names: ReadonlyMap<string, readonly string[]> = new Map()
  #stamp = ''
  #namedAt = -Infinity

  of = (subject: Subject, at: Date): string[] => {
    const { nation } = subject
    const vettedUntil = subject.vettedUntil === null ? null : Date.parse(subject.vettedUntil)
    const names = this.#names.get(subject.unit) ?? []
    return this.#texts
      .filter((text) => names.some((unit) => unitMayRead(text, { nation, unit, vettedUntil }, at.getTime())))
      .map(unitCaveat)
  }

  async refresh(core: NetworkCore): Promise<void> {
    await asNetwork(core, async (db, at) => {
      const stamp = await stampOf(db)
      if (stamp !== this.#stamp) {
        const loaded = await loadState(db, core.nation, at.getTime())
        const held = loaded.ok ? (loaded.value?.agreements ?? []) : []
        this.#texts = held.map((a) => a.agreement.text).filter((text) => text.units !== null)
        this.#stamp = stamp
        this.#namedAt = -Infinity
      }
      if (this.#texts.length === 0 || performance.now() - this.#namedAt < NAMES_EVERY_MS) return
      this.#namedAt = performance.now()
      const { rows } = await db.query<{ id: string; names: string[] }>(
        'SELECT * FROM basinet.network_units()',
      )
      this.#names = new Map(rows.map((r) => [r.id, r.names]))
    })
  }

  /** Looks again and again until it is stopped. */
  watch(core: NetworkCore, onError: (error: unknown) => void): () => void {
    const look = (): void => void this.refresh(core).catch(onError)
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    timer.unref()
    return () => clearInterval(timer)
  }
}
