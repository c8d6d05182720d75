import { imoNumberValid } from '@basinet/ais'

import type { Evidence } from './alert.ts'
import { raise, utcDay, type RuleContext } from './rule-context.ts'
import type { StaticUpdate } from './update.ts'
import type { KnownIdentity } from './watch-list-rule.ts'

type Known = {
  -readonly [K in keyof Omit<StaticUpdate, 'mmsi' | 'messageType' | 'station'>]: StaticUpdate[K]
}

/** Identity as told in static data: check digit, one number on two hulls, and what changes over time. */
export interface StaticRule {
  onStatic(slot: number, u: StaticUpdate): void
  identityOf(slot: number): KnownIdentity | undefined
  nameOf(slot: number): string | null
  forget(slot: number): void
}

/** Changes told of one vessel at most; whoever changes more often has been noticed. */
const CONFLICTS_MAX = 20
const DAY_MS = 24 * 3_600_000

export function createStaticRule(ctx: RuleContext): StaticRule {
  return new ToldIdentities(ctx)
}

class ToldIdentities implements StaticRule {
  readonly #ctx: RuleContext
  readonly #known = new Map<number, Known>()
  readonly #slotOfImo = new Map<number, number>()
  /** Changes told of a vessel: two units under one number would tell theirs every six minutes. */
  readonly #said = new Map<number, Set<string>>()

  constructor(ctx: RuleContext) {
    this.#ctx = ctx
  }

  onStatic(slot: number, u: StaticUpdate): void {
    const before = this.#known.get(slot)
    if (u.imo !== undefined && u.imo !== before?.imo) this.#checkImo(slot, u, u.imo)
    if (before !== undefined) this.#compare(slot, u, before)
    this.#known.set(slot, { ...before, ...given(u), atMs: u.atMs })
    if (u.shipType !== undefined) this.#ctx.table.columns.shipType[slot] = u.shipType
  }

  identityOf(slot: number): KnownIdentity | undefined {
    return this.#known.get(slot)
  }

  nameOf(slot: number): string | null {
    return this.#known.get(slot)?.name ?? null
  }

  forget(slot: number): void {
    const imo = this.#known.get(slot)?.imo
    if (imo !== undefined && this.#slotOfImo.get(imo) === slot) this.#slotOfImo.delete(imo)
    this.#known.delete(slot)
    this.#said.delete(slot)
  }

  #checkImo(slot: number, u: StaticUpdate, imo: number): void {
    if (!imoNumberValid(imo)) {
      raise(this.#ctx, 'identity.imo-check-digit', slot, u.atMs, {
        severity: 'info',
        episode: String(imo),
        params: { imo },
        evidence: [staticEvidence(u)],
      })
      return
    }
    const holder = this.#slotOfImo.get(imo)
    const other = holder === undefined || holder === slot ? undefined : this.#known.get(holder)
    this.#slotOfImo.set(imo, slot)
    if (holder === undefined || other === undefined || u.atMs - other.atMs > DAY_MS) return
    const otherMmsi = this.#ctx.table.columns.mmsi[holder]!
    raise(this.#ctx, 'identity.imo-shared', slot, u.atMs, {
      severity: 'warning',
      episode: `${imo}:${otherMmsi}:${utcDay(u.atMs)}`,
      params: { imo, otherMmsi, otherName: other.name ?? '-' },
      otherMmsi,
      evidence: [staticEvidence(u), { at: new Date(other.atMs).toISOString(), mmsi: otherMmsi, imo }],
    })
  }

  #compare(slot: number, u: StaticUpdate, before: Known): void {
    for (const field of ['imo', 'callSign', 'name', 'shipType'] as const) {
      const [was, is] = [before[field], u[field]]
      if (was !== undefined && is !== undefined && was !== is) this.#conflict(slot, u, field, was, is)
    }
    for (const field of ['lengthM', 'beamM'] as const) {
      const [was, is] = [before[field], u[field]]
      if (was === undefined || is === undefined) continue
      if (Math.abs(was - is) > this.#ctx.thresholds.dimensionChangeM) this.#conflict(slot, u, field, was, is)
    }
  }

  #conflict(
    slot: number,
    u: StaticUpdate,
    field: string,
    before: string | number,
    after: string | number,
  ): void {
    const episode = `${field}:${before}:${after}`
    const told = this.#said.get(slot) ?? new Set<string>()
    if (told.has(episode) || told.size >= CONFLICTS_MAX) return
    this.#said.set(slot, told.add(episode))
    raise(this.#ctx, 'identity.static-conflict', slot, u.atMs, {
      severity: field === 'name' || field === 'shipType' ? 'info' : 'warning',
      episode,
      params: { field, before, after },
      evidence: [staticEvidence(u)],
    })
  }
}

function given(u: StaticUpdate): Partial<Known> {
  return {
    ...(u.imo === undefined ? {} : { imo: u.imo }),
    ...(u.name === undefined ? {} : { name: u.name }),
    ...(u.callSign === undefined ? {} : { callSign: u.callSign }),
    ...(u.shipType === undefined ? {} : { shipType: u.shipType }),
    ...(u.lengthM === undefined ? {} : { lengthM: u.lengthM }),
    ...(u.beamM === undefined ? {} : { beamM: u.beamM }),
  }
}

function staticEvidence(u: StaticUpdate): Evidence {
  return {
    at: new Date(u.atMs).toISOString(),
    mmsi: u.mmsi,
    messageType: u.messageType,
    station: u.station,
    ...given(u),
  }
}
