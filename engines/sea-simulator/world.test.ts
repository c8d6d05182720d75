import { createDecoder as createAdsbDecoder } from '@basinet/adsb'
import { createDecoder as createAsterixDecoder, type AsterixRecord } from '@basinet/asterix'
import { geodesicInverse, quickDistanceM } from '@basinet/geodesy'
import { expect, it } from 'vitest'
import { createSea, openWorld, RADARS } from './index.ts'

/** A go-fast is under way off the north of Saint Lucia. */
const startMs = Date.UTC(2026, 0, 5, 4, 30)
const options = { seed: 7, vessels: 60, startMs }
const octetsOf = (content: string, untilMs: number): Uint8Array[] =>
  [...openWorld({ ...options, content }).advance(untilMs)].flatMap((one) =>
    'octets' in one ? [one.octets] : [],
  )

it('radars plot every craft in reach, the silent go-fast too, within noise and bias of the truth', () => {
  const records: AsterixRecord[] = []
  const problems: unknown[] = []
  const decoder = createAsterixDecoder({
    record: (record) => records.push(record),
    problem: (problem) => problems.push(problem),
  })
  const datagrams = octetsOf('asterix', startMs + 30_000)
  for (const octets of datagrams) decoder.pushDatagram(octets)
  decoder.end()
  expect(problems).toEqual([])
  expect(octetsOf('asterix', startMs + 30_000)).toEqual(datagrams)

  const truth = createSea(options).truth(startMs + 15_000)
  const pairs = truth
    .filter((c) => c.kind === 'go-fast' && c.speedKn > 30)
    .flatMap((boat) => RADARS.map((radar) => ({ boat, radar, ...geodesicInverse(radar, boat) })))
  const nearest = pairs.toSorted((a, b) => a.distanceM - b.distanceM)[0]
  if (nearest === undefined) throw new Error('no go-fast is under way at this hour')
  const { radar, distanceM, initialBearingDeg } = nearest
  const near = records.filter(
    (r) =>
      r.cat === 48 &&
      r.I010?.SIC === radar.sic &&
      Math.abs((r.I040?.RHO ?? 0) * 1852 - distanceM) < 700 &&
      Math.abs((r.I040?.THETA ?? 0) - initialBearingDeg) < 3,
  )
  expect(near.length).toBeGreaterThanOrEqual(5)
  expect(records.filter((r) => r.cat === 34 && r.I000 === 1).length).toBeGreaterThanOrEqual(9 * RADARS.length)
})

it('transponders tell where the aircraft are, and the one without is not heard', () => {
  const places = new Map<number, { lat: number; lon: number; timeMs: number }>()
  const decoder = createAdsbDecoder({
    report: ({ message, position }) => {
      if (position !== null && 'address' in message) places.set(message.address, position)
    },
    problem: (problem) => expect(problem).toBeNull(),
  })
  for (const [n, octets] of octetsOf('adsb', startMs + 10_000).entries())
    decoder.push(octets, startMs + 100 * n)
  const aloft = createSea(options)
    .truth(startMs + 10_000)
    .filter((c) => c.kind === 'aircraft')
  expect(places.size).toBeGreaterThan(0)
  for (const [address, place] of places) {
    const craft = aloft.find((c) => c.address === address)
    expect(quickDistanceM(craft!.lon, craft!.lat, place.lon, place.lat)).toBeLessThan(1500)
  }
  expect(aloft.filter((c) => c.address === null).map((c) => c.name)).toContain('light low northbound')
})
