import { fuse, type LineagedTrack } from './lineage.ts'

/** A part of a craft's track: what one source alone says, before any fusion. */
export interface Part extends LineagedTrack {
  readonly id: string
}

export type Release =
  | { readonly ok: true; readonly track: LineagedTrack; readonly parts: readonly string[] }
  | { readonly ok: false; readonly code: 'release.nothing' | 'release.fusion'; readonly message: string }

/**
 * The track that one recipient may have: fused anew from the parts whose every sensor may go to him, never the full track with its
 * label lowered, since an estimate betrays what went into it. `mayRelease` decides a sensor for the recipient.
 */
export function fuseForRecipient(parts: readonly Part[], mayRelease: (sensor: string) => boolean): Release {
  const allowed = parts.filter(({ lineage }) => lineage.size > 0 && [...lineage.keys()].every(mayRelease))
  // In one order, whatever order they came in: the same parts give the same track at every node.
  const [first, ...rest] = allowed.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (first === undefined) {
    return {
      ok: false,
      code: 'release.nothing',
      message: 'no part of the track may be released to this recipient',
    }
  }
  let track: LineagedTrack = { x: first.x, p: first.p, t: first.t, lineage: first.lineage }
  for (const part of rest) {
    const fused = fuse(track, part)
    if (!fused.ok) return { ok: false, code: 'release.fusion', message: `${part.id}: ${fused.message}` }
    track = fused.value
  }
  return { ok: true, track, parts: allowed.map(({ id }) => id).toSorted() }
}
