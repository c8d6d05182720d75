import { useDuration } from '@basinet/console/parts/time.tsx'
import { useNow } from '@basinet/console/state/now.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { useEffect, useMemo, type ReactNode } from 'react'
import type { PartnerTrack } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'
import { writeText, type Painter } from '../map/overlay.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { usePainter, useShapes } from '../map/use-shapes.ts'
import { partner, playbackAt, select, selected, tool } from '../state/picture-state.ts'
import { fadeOf, STALE_MS } from './fading.ts'
import { trackAt } from './track-at.ts'
import { usePartnerTracks } from './use-partner-tracks.ts'

const NOW_MS = 5_000
/** Half the width of the mark; a foreign track is a square on its tip around a dot, which no own symbol is. */
const HALF_PX = 9
const LABEL_GAP_PX = 13
/** Below the mark: a vessel that this nation hears too has its own text beside it. */
const LABEL_DROP_PX = 16
const REACH_PX = 16

type Placed = PartnerTrack & { readonly now: NonNullable<PartnerTrack['now']> }

/** Tracks of other nations: their own mark, the owner's code before the name, the age behind it, paler as it grows. */
export function PartnerTracks(): ReactNode {
  const colours = useMapColours()
  const duration = useDuration()
  const present = useNow(NOW_MS)
  const chosen = useStore(selected)
  const past = useStore(playbackAt)
  const now = past ?? present
  const { data } = usePartnerTracks()
  const placed = useMemo(() => {
    const items = data?.items ?? []
    return newestOf(past === null ? items : items.flatMap((track) => trackAt(track, past) ?? []))
  }, [data, past])
  useShapes(
    'partners',
    placed
      .filter((track) => track.trail.length > 1)
      .map((track) =>
        shape(
          { type: 'LineString', coordinates: track.trail.map(([, lon, lat]) => [lon, lat]) },
          { colour: colours.accent, fill: 0, width: 1.5, dashed: true },
        ),
      ),
  )
  const painter = useMemo<Painter | null>(() => {
    if (placed.length === 0) return null
    return ({ context, at }) => {
      for (const track of placed) {
        const [x, y] = at(track.now.lon, track.now.lat)
        const age = now - track.now.at
        context.save()
        context.globalAlpha = chosen === `share:${track.id}` ? 1 : fadeOf(age)
        drawMark(context, x, y, track, colours, chosen === `share:${track.id}`)
        const text = `${track.owner} · ${track.name ?? track.mmsi} · ${duration(age / 1000)}`
        writeText(
          context,
          text,
          x + LABEL_GAP_PX,
          y + LABEL_DROP_PX,
          age > STALE_MS ? colours.warning : colours.text,
          colours.halo,
        )
        context.restore()
      }
    }
  }, [placed, colours, chosen, now, duration])
  usePainter('partners', painter)
  usePick(placed)
  return null
}

/** A vessel that its owner gives twice is drawn once, where it was last. */
function newestOf(tracks: readonly PartnerTrack[]): readonly Placed[] {
  const newest = new Map<string, Placed>()
  for (const track of tracks) {
    const { now, owner, mmsi } = track
    const before = newest.get(`${owner}/${mmsi}`)
    if (now !== null && (before === undefined || before.now.at < now.at))
      newest.set(`${owner}/${mmsi}`, { ...track, now })
  }
  return [...newest.values()]
}

function drawMark(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  { now }: Placed,
  colours: { readonly accent: string; readonly halo: string },
  chosen: boolean,
): void {
  context.beginPath()
  context.moveTo(x, y - HALF_PX)
  context.lineTo(x + HALF_PX, y)
  context.lineTo(x, y + HALF_PX)
  context.lineTo(x - HALF_PX, y)
  context.closePath()
  context.lineWidth = 5
  context.strokeStyle = colours.halo
  context.stroke()
  context.lineWidth = chosen ? 3.5 : 2
  context.strokeStyle = colours.accent
  context.stroke()
  context.beginPath()
  context.arc(x, y, 2, 0, 2 * Math.PI)
  context.fillStyle = colours.accent
  context.fill()
  if (now.cog === null || now.sog === null || now.sog < 0.5) return
  const turn = (now.cog * Math.PI) / 180
  const length = Math.min(40, 10 + now.sog)
  context.beginPath()
  context.moveTo(x + Math.sin(turn) * HALF_PX, y - Math.cos(turn) * HALF_PX)
  context.lineTo(x + Math.sin(turn) * (HALF_PX + length), y - Math.cos(turn) * (HALF_PX + length))
  context.stroke()
}

/** A click on a mark takes it in hand; own vessels under the same point keep the right of way. */
function usePick(placed: readonly Placed[]): void {
  const picture = usePictureMap()
  useEffect(() => {
    if (picture === null) return undefined
    const onClick = (event: { point: { x: number; y: number } }): void => {
      const choosing = partner.get().choosing
      if (tool.get() !== 'none' || (!choosing && selected.get()?.startsWith('ais:') === true)) return
      const near = placed
        .map((track) => {
          const { x, y } = picture.map.project([track.now.lon, track.now.lat])
          return { track, far: Math.hypot(x - event.point.x, y - event.point.y) }
        })
        .filter(({ far }) => far <= REACH_PX)
        .toSorted((a, b) => a.far - b.far)[0]
      if (near === undefined) return
      const id = `share:${near.track.id}`
      if (partner.get().choosing) partner.set({ id, choosing: false })
      else select(id)
    }
    picture.map.on('click', onClick)
    return () => {
      picture.map.off('click', onClick)
    }
  }, [picture, placed])
}
