import { bearing } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import { useMemo, useState, type ReactNode } from 'react'
import type { Track } from '../../contract.ts'
import { useTrack } from '../live/queries.ts'
import { writeText, type Painter } from '../map/overlay.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { usePainter, useShapes } from '../map/use-shapes.ts'
import { playbackAt } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import css from './panel.module.css'
import { maxSpeedKn, placeAt, separateTracks, trackShapes } from './track-shapes.ts'

const HOURS = [1, 3, 6, 12, 24] as const
const STEP_MS = 15_000

/** Where the vessel has been, with a slider that puts a mark on any moment of it. */
export function TrackSection({ mmsi }: { mmsi: number }): ReactNode {
  const t = useWords()
  const [hours, setHours] = useState<number>(3)
  const { data } = useTrack(mmsi, hours)
  return (
    <section className={css['section']} aria-label={t('picture.track')}>
      <h3>{t('picture.track')}</h3>
      <div className={css['hours']} role="group" aria-label={t('picture.track.length')}>
        {HOURS.map((h) => (
          <button key={h} type="button" aria-pressed={h === hours} onClick={() => setHours(h)}>
            {t('picture.unit.h', { n: h })}
          </button>
        ))}
      </div>
      {data !== undefined &&
        (data.points.length === 0 ? (
          <p className="muted">{t('picture.track.none')}</p>
        ) : (
          <TrackSlider track={data} mmsi={mmsi} />
        ))}
    </section>
  )
}

function TrackSlider({ track, mmsi }: { track: Track; mmsi: number }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const colours = useMapColours()
  const playing = useStore(playbackAt)
  const from = track.points[0]?.[0] ?? 0
  const to = track.points.at(-1)?.[0] ?? 0
  const [chosen, setChosen] = useState<number | null>(null)
  const at = playing ?? chosen
  const mark = at === null ? null : placeAt(track, at)
  const tracks = useMemo(() => separateTracks(track.points, maxSpeedKn(mmsi)), [track, mmsi])
  useShapes('track', trackShapes(tracks, track.gaps, colours))
  const painter = useMemo<Painter | null>(() => {
    if (mark === null) return null
    const words = `${format.time(mark.at, { zone: 'UTC', seconds: true })}Z`
    return ({ context, at: place }) => {
      const [x, y] = place(mark.lon, mark.lat)
      context.beginPath()
      context.arc(x, y, 6, 0, 2 * Math.PI)
      context.fillStyle = colours.accent
      context.fill()
      context.lineWidth = 2
      context.strokeStyle = colours.halo
      context.stroke()
      writeText(context, words, x + 10, y, colours.text, colours.halo)
    }
  }, [mark, format, colours])
  usePainter('track-mark', painter)
  return (
    <div className={css['slider']}>
      <input
        type="range"
        min={from}
        max={to}
        step={STEP_MS}
        value={at ?? to}
        onChange={(event) => setChosen(Number(event.target.value))}
        aria-label={t('picture.track.moment')}
        aria-valuetext={format.utc(at ?? to)}
      />
      <div className={css['ends']}>
        <span>{format.time(from, { zone: 'UTC' })}Z</span>
        <span>{format.time(to, { zone: 'UTC' })}Z</span>
      </div>
      {mark !== null && (
        <p>
          {format.utc(mark.at)}
          {mark.sog !== null &&
            ` · ${t('picture.unit.kn', { n: format.number(mark.sog, { minimum: 1, maximum: 1 }) })}`}
          {mark.cog !== null && ` · ${bearing(mark.cog)}`}
        </p>
      )}
      {tracks.length > 1 && (
        <StatusMark status="warning">{t('picture.track.split', { count: tracks.length - 1 })}</StatusMark>
      )}
      <p className="muted small">
        {track.gaps.length > 0
          ? t('picture.track.gaps', { count: track.gaps.length })
          : t('picture.track.no-gaps')}
        {track.total > track.points.length &&
          ` · ${t('picture.track.thinned', { n: track.points.length, total: track.total })}`}
      </p>
    </div>
  )
}
