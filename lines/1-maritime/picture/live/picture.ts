import type { StoredRecord } from '@basinet/kernel/contract'
import { contactKeyOf } from '../contract/contact-key.ts'
import type { FusionStatus } from '../contract/fused.ts'
import type { Vessel } from '../contract/wire.ts'
import type { FusedEntry } from '../fusion/fused-entry.ts'
import type { FusionUpdate } from '../fusion/protocol.ts'
import { pictureAlert, type PictureAlert } from '../contract/picture-alert.ts'
import { VESSELS_MAX } from '../positions/last-known.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import { createBoard, type Board } from './board.ts'
import type { Registers } from './registers.ts'
import type { SourceInfo } from './sources-table.ts'
import { contactView, vesselView } from './vessel-view.ts'
import type { Visibility } from './visibility.ts'

/** The current picture as one process holds it, whoever of the node's processes has the feeds. */
export interface Picture {
  readonly board: Board
  readonly sources: ReadonlyMap<number, SourceInfo>
  setSources(sources: ReadonlyMap<number, SourceInfo>): void
  putStatics(vessels: readonly VesselStatic[]): void
  static(mmsi: number): VesselStatic | undefined
  /** The vessel in a slot, or null where the reader may not see it. */
  vessel(slot: number, sight: Visibility, nowMs: number): Vessel | null
  /** True when it reads the same to everybody who may see it: no alert, and its static data from the same source. */
  isPlain(slot: number): boolean
  contacts(sight: Visibility, nowMs: number): Vessel[]
  /** Open alerts of a vessel that the reader may see. */
  alertsOf(mmsi: number, sight: Visibility): StoredRecord<PictureAlert>[]
  /** Takes what the fusion found; true when a source of it is not known here yet. */
  fusion(update: Pick<FusionUpdate, 'gone' | 'fused' | 'altitudes' | 'status'>): boolean
  /** What radars say of a contact, if the reader may know it. */
  fused(key: number, sight: Visibility): FusedEntry | null
  /** How the fusion does; null in a process that does not lead it. */
  readonly fusionStatus: FusionStatus | null
  /** Call when alerts changed, with those that did: vessels whose flags changed are sent again. */
  alertsChanged(changed: readonly StoredRecord[]): void
}

export function createPicture(registers: Registers): Picture {
  return new MemoryPicture(registers)
}

class MemoryPicture implements Picture {
  readonly board = createBoard()
  sources: ReadonlyMap<number, SourceInfo> = new Map()
  readonly #registers: Registers
  readonly #statics = new Map<number, VesselStatic>()
  /** Alerts in force by vessel and by their own id. */
  readonly #alertsByMmsi = new Map<number, Map<string, StoredRecord<PictureAlert>>>()
  #fused: ReadonlyMap<number, FusedEntry> = new Map()
  #altitudes: ReadonlyMap<number, number> = new Map()
  fusionStatus: FusionStatus | null = null

  constructor(registers: Registers) {
    this.#registers = registers
    this.alertsChanged([...registers.alerts.values()])
  }

  setSources(sources: ReadonlyMap<number, SourceInfo>): void {
    this.sources = sources
  }

  putStatics(vessels: readonly VesselStatic[]): void {
    for (const vessel of vessels) {
      const known = this.#statics.get(vessel.mmsi)
      const merged = known === undefined ? vessel : completed(vessel, known)
      if (known !== undefined && sameStatic(known, merged)) continue
      this.#statics.delete(vessel.mmsi)
      this.#statics.set(vessel.mmsi, merged)
      const slot = this.board.slotOf(vessel.mmsi)
      if (slot !== undefined) this.board.touch(slot)
    }
    // Oldest first, as the map keeps them: identities come and go, memory must not only grow.
    for (const mmsi of this.#statics.keys()) {
      if (this.#statics.size <= VESSELS_MAX) break
      this.#statics.delete(mmsi)
    }
  }

  static(mmsi: number): VesselStatic | undefined {
    return this.#statics.get(mmsi)
  }

  vessel(slot: number, sight: Visibility, nowMs: number): Vessel | null {
    const { mmsi, source } = this.board.columns
    const id = mmsi[slot] as number
    const from = source[slot] as number
    if (!sight.source(from) || !sight.vessel(id)) return null
    const data = this.#statics.get(id)
    const fused = this.fused(id, sight)
    const altitudeM = this.#altitudes.get(id)
    const view = vesselView(
      this.board.at(slot),
      data !== undefined && sight.source(data.source) ? data : undefined,
      this.sources.get(from)?.station ?? '',
      this.alertsOf(id, sight).map((a) => a.body.rule),
      nowMs,
    )
    return {
      ...view,
      ...(fused === null ? {} : { fused: fused.state }),
      ...(altitudeM === undefined ? {} : { altitudeM }),
    }
  }

  fusion({ gone, fused, altitudes, status }: Parameters<Picture['fusion']>[0]): boolean {
    for (const key of gone) this.board.remove(key)
    const before = this.#fused
    this.#fused = new Map(fused.map((entry) => [entry.key, entry]))
    this.#altitudes = new Map(altitudes)
    this.fusionStatus = status
    const changed = fused.filter(({ key, state }) => before.get(key)?.state !== state).map(({ key }) => key)
    const ended = before.keys().filter((key) => !this.#fused.has(key))
    for (const key of [...changed, ...ended]) {
      const slot = this.board.slotOf(key)
      if (slot !== undefined) this.board.touch(slot)
    }
    return fused.some(({ source }) => !this.sources.has(source))
  }

  fused(key: number, sight: Visibility): FusedEntry | null {
    const entry = this.#fused.get(key)
    return entry !== undefined && sight.source(entry.source) && sight.vessel(key) ? entry : null
  }

  isPlain(slot: number): boolean {
    const { mmsi, source } = this.board.columns
    const id = mmsi[slot] as number
    const data = this.#statics.get(id)
    const fused = this.#fused.get(id)
    if (fused !== undefined && fused.source !== source[slot]) return false
    return !this.#alertsByMmsi.has(id) && (data === undefined || data.source === source[slot])
  }

  contacts(sight: Visibility, nowMs: number): Vessel[] {
    return [...this.#registers.contacts.values()]
      .filter((record) => sight.contact(record.id))
      .map((record) => contactView(record, nowMs))
  }

  alertsOf(mmsi: number, sight: Visibility): StoredRecord<PictureAlert>[] {
    const alerts = this.#alertsByMmsi.get(mmsi)
    return alerts === undefined ? [] : [...alerts.values()].filter((a) => sight.alert(a.id))
  }

  /** Costs what changed and not what is open: in a storm thousands are. */
  alertsChanged(changed: readonly StoredRecord[]): void {
    for (const record of changed) {
      if (record.type !== pictureAlert.type) continue
      const alert = record as StoredRecord<PictureAlert>
      const inForce = this.#registers.alerts.has(alert.id)
      for (const mmsi of contactsOf(alert.body)) this.#flag(mmsi, alert, inForce)
    }
  }

  #flag(mmsi: number, alert: StoredRecord<PictureAlert>, inForce: boolean): void {
    const known = this.#alertsByMmsi.get(mmsi)
    const was = known?.has(alert.id) === true
    if (inForce) {
      if (known === undefined) this.#alertsByMmsi.set(mmsi, new Map([[alert.id, alert]]))
      else known.set(alert.id, alert)
    } else if (known !== undefined) {
      known.delete(alert.id)
      if (known.size === 0) this.#alertsByMmsi.delete(mmsi)
    }
    const slot = was === inForce ? undefined : this.board.slotOf(mmsi)
    if (slot !== undefined) this.board.touch(slot)
  }
}

function contactsOf({ mmsi, contact, vessels }: PictureAlert): number[] {
  const named = (vessels ?? []).map((v) => v.mmsi)
  const key = mmsi ?? (contact === undefined ? null : contactKeyOf(contact))
  return key === null ? named : [key, ...named]
}

/** What the newer does not know stays as it was, as the table has it. */
function completed(a: VesselStatic, b: VesselStatic): VesselStatic {
  const [older, newer] = a.atMs >= b.atMs ? [b, a] : [a, b]
  const known = Object.entries(newer).filter(([, value]) => value !== null)
  return { ...older, ...Object.fromEntries(known) }
}

const sameStatic = (a: VesselStatic, b: VesselStatic): boolean =>
  (Object.keys(a) as (keyof VesselStatic)[]).every((name) => a[name] === b[name])
