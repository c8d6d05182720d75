import { expect, it } from 'vitest'
import { createDecoder, type AsterixRecord } from '@basinet/asterix'
import { geodesicDistanceM } from '@basinet/geodesy'
import { createSea, createVideo, RADARS } from '@basinet/sea-simulator'
import type { SiteConfig } from './sites.ts'
import { VideoDesk, type VideoPicture } from './video-desk.ts'

const START = Date.UTC(2026, 0, 5, 12)
const RADAR = RADARS[0]!
const SITE = {
  id: 'site-1',
  name: 'Gros Islet',
  position: { lon: RADAR.lon, lat: RADAR.lat },
  rangeNm: RADAR.rangeM / 1852,
} as SiteConfig

/** Plays a revolution and a half of simulated video; gives the pictures. */
function play(
  desk: VideoDesk,
  source: number,
  more: (record: AsterixRecord) => AsterixRecord = (r) => r,
): VideoPicture[] {
  const video = createVideo(createSea({ seed: 3, startMs: START, vessels: 30 }), { seed: 3, startMs: START })
  const pictures: VideoPicture[] = []
  let now = START
  const decoder = createDecoder(
    {
      record: (record) => {
        const changed = more(record)
        if (changed.cat === 240) desk.take(changed, SITE, source, now)
      },
      problem: (problem) => {
        throw new Error(problem.message)
      },
    },
    { framing: 'raw', holdBlocks: 0 },
  )
  for (const { octets, atMs } of video.advance(START + 4500)) {
    now = atMs
    decoder.pushDatagram(octets, 'one', now)
    const picture = desk.next(now)
    if (picture !== null) pictures.push(picture)
  }
  return pictures
}

it('makes pictures of radar video, placed on the radar, at most one in three seconds', () => {
  const desk = new VideoDesk()
  const pictures = play(desk, 7)
  expect(pictures).toHaveLength(2)
  const [, picture] = pictures
  expect(picture).toMatchObject({ site: 'site-1', name: 'Gros Islet', source: 7 })
  expect([...picture!.png.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
  const [[west, north], [east]] = picture!.corners
  expect(geodesicDistanceM({ lon: RADAR.lon, lat: north }, RADAR)).toBeCloseTo(RADAR.rangeM, -1)
  expect((west + east) / 2).toBeCloseTo(RADAR.lon, 6)
  expect(desk.ended(START + 10_000)).toEqual([])
  expect(desk.ended(START + 30_000)).toEqual(['site-1'])
  expect(desk.next(START + 60_000)).toBeNull()
})

it('makes none of video whose method the standard leaves open', () => {
  const compressed = (record: AsterixRecord): AsterixRecord =>
    record.cat === 240 && record.I048 !== undefined ? { ...record, I048: { ...record.I048, C: 1 } } : record
  expect(play(new VideoDesk(), 7, compressed)).toEqual([])
})
