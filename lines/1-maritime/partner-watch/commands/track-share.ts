import { combineLabels, fail, ok, type Result } from '@basinet/kernel/contract'
import { handle, type Binding, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import { createAddressed } from '@basinet/network'
import type { ReleasableTrack } from '@basinet/picture/contract'
import { endTrack, giveTrack, SHARE_HOURS_MAX, SHARES_MAX, trackShare } from '../contract/track-share.ts'

/** Of the picture: null where this subject may read no position of it since then. */
export type ReadTrack = (tx: Tx, mmsi: number, since: Date) => Promise<ReleasableTrack | null>

const HOUR_MS = 3_600_000
/** A vessel not heard for longer has no live track. */
const HEARD_WITHIN_MS = HOUR_MS

/** Whether this track may be given to these nations at all. Errors: `track-share.protected`, `track-share.foreign`. */
export function mayGive(track: ReleasableTrack, nation: string, to: readonly string[]): Result<null> {
  const missing = track.granted === null ? [] : to.filter((each) => !track.granted?.includes(each))
  if (missing.length > 0)
    return fail(
      'track-share.protected',
      `a protected craft is given to no partner without its own grant: none for ${missing.join(', ')}`,
      'to',
    )
  if (track.labels.some((label) => label.owner !== nation))
    return fail('track-share.foreign', 'it was heard by another nation, which alone gives it further', 'mmsi')
  return ok(null)
}

export function trackShareBindings(core: () => Core, read: ReadTrack): Binding[] {
  return [
    handle(giveTrack, trackShare, async (ctx, input) => {
      const { mmsi, to, until, note } = input
      const hours = (Date.parse(until) - ctx.at.getTime()) / HOUR_MS
      if (!(hours > 0 && hours <= SHARE_HOURS_MAX))
        return fail('track-share.until', `it ends within the next ${SHARE_HOURS_MAX} hours`, 'until')
      const track = await read(ctx.tx, mmsi, new Date(ctx.at.getTime() - HEARD_WITHIN_MS))
      if (track === null)
        return fail('track-share.unheard', `MMSI ${mmsi} was not heard in the last hour`, 'mmsi')
      const may = mayGive(track, core().nation, to)
      if (!may.ok) return may
      const filters = [{ name: 'state', op: 'eq' as const, value: 'live' }]
      const live = await ctx.list(trackShare, { filters, limit: SHARES_MAX })
      if (!live.ok) return live
      if (live.value.next !== null || live.value.items.length >= SHARES_MAX)
        return fail('track-share.too-many', `${SHARES_MAX} tracks are given already; end one first`)
      const { name, callSign, shipType } = track
      const label = combineLabels(core().nation, [ctx.labelFor(trackShare), ...track.labels])
      const body = {
        mmsi,
        name,
        callSign,
        shipType,
        to: to.toSorted(),
        note: note ?? '',
        until,
        state: 'live' as const,
      }
      const made = await createAddressed(core(), ctx, { decl: trackShare, body, label, to })
      return made.ok ? ok({ record: made.value }) : made
    }),
    handle(endTrack, trackShare, async (ctx) => {
      const share = ctx.record
      if (share === null) throw new Error('BUG: what ends was given')
      const label = { ...share.label, releaseTo: [] }
      const made = await ctx.amend(trackShare, share.id, share.rev, { ...share.body, state: 'ended' }, label)
      return made.ok ? ok({ record: made.value }) : made
    }),
  ]
}
