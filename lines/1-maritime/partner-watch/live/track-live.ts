import { randomUUID } from 'node:crypto'
import { ok, type Result, type StoredRecord } from '@basinet/kernel/contract'
import { executeCommand, listRecords, sealedSubject, type Core } from '@basinet/kernel/record'
import type { Tx } from '@basinet/kernel/store'
import type { LiveArrived, LiveContent, LiveKind } from '@basinet/network/contract'
import type { LivePoint } from '@basinet/picture/contract'
import { mayGive, type ReadTrack } from '../commands/track-share.ts'
import { SHARES_MAX, trackShare, type TrackShare } from '../contract/track-share.ts'
import { partnerWatchService } from '../service.ts'
import { liveContent, readLiveContent } from './points.ts'

/** Points older than this are not sent after a pause: the track begins anew with the present. */
const LATE_MS = 10 * 60_000

interface Live {
  readonly core: Core
  readonly read: ReadTrack
  readonly onError: (error: unknown, what: string) => void
}

/**
 * Positions of the tracks that are given, and of those that came. Every look asks again whether the vessel may be given: a craft that
 * was protected meanwhile, and a share that has run its time, end by themselves and are recalled.
 */
export function trackLive({ core, read, onError }: Live): LiveKind {
  const service = partnerWatchService(core.nation)
  const sent = new Map<string, number>()
  const end = async ({ id, rev }: StoredRecord, reason: string): Promise<void> => {
    const on = { commandId: randomUUID(), recordId: id, expectedRev: rev, reason, input: {} }
    const done = await executeCommand(core, service, 'track-share.end', on)
    // Somebody else may have ended it in the same moment.
    if (!done.ok && done.error.code !== 'command.rev')
      onError(new Error(done.error.message), 'a track was not ended')
  }
  return {
    type: trackShare.type,
    async collect() {
      const now = core.now()
      const { fresh, over } = await core.store.run(
        sealedSubject(core, service, now),
        { readOnly: true },
        (tx) => look(tx, { nation: core.nation, read, sent, now }),
      )
      for (const { share, reason } of over) await end(share, reason)
      return fresh
    },
    take: takePoints,
  }
}

interface Looking {
  readonly nation: string
  readonly read: ReadTrack
  readonly sent: Map<string, number>
  readonly now: Date
}

async function look(
  tx: Tx,
  { nation, read, sent, now }: Looking,
): Promise<{ fresh: LiveContent[]; over: { share: StoredRecord<TrackShare>; reason: string }[] }> {
  const filters = [{ name: 'state', op: 'eq' as const, value: 'live' }]
  const page = await listRecords<TrackShare>(tx, trackShare, { filters, limit: SHARES_MAX })
  if (!page.ok) throw new Error(`BUG: ${page.error.message}`)
  const fresh: LiveContent[] = []
  const over: { share: StoredRecord<TrackShare>; reason: string }[] = []
  const own = page.value.items.filter((share) => share.label.owner === nation)
  for (const share of own) {
    const { mmsi, to, until } = share.body
    if (Date.parse(until) <= now.getTime()) {
      over.push({ share, reason: 'its time has run' })
      continue
    }
    const last = Math.max(sent.get(share.id) ?? 0, now.getTime() - LATE_MS)
    const track = await read(tx, mmsi, new Date(last + 1))
    if (track === null) continue
    const may = mayGive(track, nation, to)
    if (!may.ok) {
      over.push({ share, reason: may.error.message })
      continue
    }
    const newest = track.points.at(-1)
    if (newest === undefined) continue
    fresh.push({ record: share.id, content: liveContent(track.points) })
    sent.set(share.id, newest[0])
  }
  const known = new Set(own.map((share) => share.id))
  for (const id of sent.keys()) if (!known.has(id)) sent.delete(id)
  return { fresh, over }
}

async function takePoints(tx: Tx, { record, owner, content }: LiveArrived): Promise<Result<null>> {
  const points = readLiveContent(content, tx.at.getTime())
  if (!points.ok) return points
  const newest = points.value.at(-1) as LivePoint
  await tx.client.query('SELECT basinet.track_live_put($1, $2, $3, $4)', [
    record,
    owner,
    new Date(newest[0]),
    JSON.stringify(points.value),
  ])
  return ok(null)
}
