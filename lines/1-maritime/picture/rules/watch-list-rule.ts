import type { AlertSeverity } from './alert.ts'
import { raise, utcDay, type RuleContext } from './rule-context.ts'

/** An entry of the watch list, in the words of its record. */
export type WatchListItem = {
  readonly id: string
  readonly mmsi: number | null
  readonly imo: number | null
  readonly callSign: string | null
  readonly name: string | null
  readonly severity: AlertSeverity
  readonly expiresAtMs: number
}

export type KnownIdentity = { readonly imo?: number; readonly callSign?: string; readonly name?: string }

export interface WatchListRule {
  configure(items: readonly WatchListItem[]): void
  /** Called when a vessel is first heard, and when what is known of its identity has changed. */
  check(slot: number, mmsi: number, identity: KnownIdentity | undefined, atMs: number): void
  isWatched(slot: number): boolean
  forget(slot: number): void
}

/** Once a day a vessel that stays in sight is said again. */
type Said = { readonly day: string; readonly item: string }

/** Matches any field an entry gives: each given one is looked for. An entry past its end matches nothing. */
export function createWatchListRule(ctx: RuleContext): WatchListRule {
  const byField = new Map<string, WatchListItem[]>()
  const said = new Map<number, Said[]>()

  const keysOf = (
    mmsi: number | null,
    imo?: number | null,
    callSign?: string | null,
    name?: string | null,
  ): [string, string][] => {
    const keys: [string, string][] = []
    if (mmsi !== null) keys.push(['mmsi', `mmsi:${mmsi}`])
    if (imo !== undefined && imo !== null) keys.push(['imo', `imo:${imo}`])
    if (callSign) keys.push(['callSign', `callSign:${plainText(callSign)}`])
    if (name) keys.push(['name', `name:${plainText(name)}`])
    return keys
  }

  return {
    configure(items) {
      byField.clear()
      const standing = new Set(items.map((item) => item.id))
      for (const item of items) {
        for (const [, key] of keysOf(item.mmsi, item.imo, item.callSign, item.name)) {
          const list = byField.get(key)
          if (list === undefined) byField.set(key, [item])
          else list.push(item)
        }
      }
      for (const [slot, list] of said) {
        const left = list.filter((s) => standing.has(s.item))
        if (left.length === 0) said.delete(slot)
        else said.set(slot, left)
      }
    },
    check(slot, mmsi, identity, atMs) {
      if (byField.size === 0) return
      for (const [field, key] of keysOf(mmsi, identity?.imo, identity?.callSign, identity?.name)) {
        for (const item of byField.get(key) ?? []) {
          if (item.expiresAtMs <= atMs) continue
          const day = utcDay(atMs)
          const before = said.get(slot) ?? []
          if (before.some((s) => s.item === item.id && s.day === day)) continue
          said.set(slot, [...before.filter((s) => s.item !== item.id), { day, item: item.id }])
          raise(ctx, 'watch-list.match', slot, atMs, {
            severity: item.severity,
            episode: `${item.id}:${day}`,
            watchListEntryId: item.id,
            params: { field, value: key.slice(field.length + 1) },
            evidence: [{ at: new Date(atMs).toISOString(), mmsi, matched: key }],
          })
        }
      }
    },
    isWatched: (slot) => said.has(slot),
    forget(slot) {
      said.delete(slot)
    },
  }
}

/** Six-bit text knows only capitals; spaces and marks are typed in many ways. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
}
