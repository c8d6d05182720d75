import { useQuery } from '@tanstack/react-query'
import { apiGet } from '@basinet/console/api/client.ts'
import { useEffect, useRef, useState } from 'react'
import type { Playback } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'
import { playbackAt } from '../state/picture-state.ts'
import { vesselsAt } from './frames.ts'

export const SPEEDS = [10, 30, 60, 120, 300] as const
const HOUR_MS = 3_600_000
const STEP_SECONDS = 30
/** The picture is drawn anew this often while it plays: smooth enough, and no busier than the live one needs. */
const TICK_MS = 100

export interface PlaybackState {
  readonly at: number
  readonly playing: boolean
  readonly speed: number
  readonly asking: boolean
  readonly error: unknown
  readonly empty: boolean
  readonly seek: (at: number) => void
  readonly toggle: () => void
  readonly setSpeed: (speed: number) => void
}

/** Plays one recorded hour, from `from` on, over what the map shows now. */
export function usePlayback(from: number): PlaybackState {
  const picture = usePictureMap()
  const [at, setAt] = useState(from)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<number>(60)
  const [bbox] = useState(() => {
    const b = picture?.map.getBounds()
    return b === undefined
      ? '-180,-85,180,85'
      : [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((n) => n.toFixed(4)).join(',')
  })
  const { data, isFetching, error } = useQuery({
    queryKey: ['picture', 'playback', from, bbox],
    queryFn: ({ signal }) =>
      apiGet<Playback>(
        '/picture/playback',
        {
          from: new Date(from).toISOString(),
          to: new Date(from + HOUR_MS).toISOString(),
          bbox,
          stepSeconds: STEP_SECONDS,
        },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

  const moment = useRef(at)
  useEffect(() => {
    moment.current = at
    playbackAt.set(at)
    if (data !== undefined) picture?.play({ all: () => vesselsAt(data, at), now: () => at })
  }, [picture, data, at])
  useEffect(
    () => () => {
      playbackAt.set(null)
      picture?.play(null)
    },
    [picture],
  )
  useEffect(() => {
    if (!playing) return undefined
    const timer = setInterval(() => {
      const next = moment.current + TICK_MS * speed
      if (next >= from + HOUR_MS) setPlaying(false)
      setAt(Math.min(next, from + HOUR_MS))
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [playing, speed, from])

  return {
    at,
    playing,
    speed,
    asking: isFetching,
    error,
    empty: data !== undefined && data.frames.every((frame) => frame.points.length === 0),
    seek: setAt,
    toggle: () => {
      if (at >= from + HOUR_MS) setAt(from)
      setPlaying(!playing)
    },
    setSpeed,
  }
}
