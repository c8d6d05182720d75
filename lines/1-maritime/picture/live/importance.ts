import { VESSEL_CLASSES } from '../contract/wire.ts'
import type { Picture } from './picture.ts'
import type { Visibility } from './visibility.ts'

/** Vessels sent to one viewer at most; the snapshot says how many more there are. */
export const VESSELS_PER_VIEW = 10_000
const CLASS_ORDER = ['sart', 'sar', 'radar', 'A', 'B', 'air', 'hand', 'aton', 'base'] as const
const CLASS_RANK = VESSEL_CLASSES.map((cls) => CLASS_ORDER.indexOf(cls))

/** Vessels with alerts and distress devices are shown however many others there are. */
export const RANK_DISTRESS = 0

export function rankOf(picture: Picture, slot: number, sight: Visibility): number {
  const { columns } = picture.board
  if (picture.alertsOf(columns.mmsi[slot] as number, sight).length > 0) return -1
  return CLASS_RANK[columns.cls[slot] as number] ?? CLASS_ORDER.length
}

/** Where not all can be sent: vessels with alerts and distress devices first, then by class, then the freshest. */
export function mostImportant(picture: Picture, slots: readonly number[], sight: Visibility): number[] {
  const { columns } = picture.board
  const ranked = slots.map((slot) => ({
    slot,
    rank: rankOf(picture, slot, sight),
    at: columns.atMs[slot] as number,
  }))
  ranked.sort((a, b) => a.rank - b.rank || b.at - a.at)
  return ranked.slice(0, VESSELS_PER_VIEW).map((r) => r.slot)
}
