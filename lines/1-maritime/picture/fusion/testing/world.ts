import { createDecoder as createAdsbDecoder } from '@basinet/adsb'
import { createDecoder as createAisDecoder, type AisMessage } from '@basinet/ais'
import { createDecoder as createAsterixDecoder } from '@basinet/asterix'
import { createRadars, createSea, createSky, RADARS, type TruthVessel } from '@basinet/sea-simulator'
import { aircraftKey } from '../../contract/contact-key.ts'
import { createReportValve, REPORT_FIELDS } from '../../live/report-valve.ts'
import { createRules } from '../../live/rules-engine.ts'
import type { Alert } from '../../rules/alert.ts'
import { emptyPositionUpdate } from '../../rules/update.ts'
import { coverageBoxes } from '../coverage-boxes.ts'
import { createDarkWatch } from '../dark-watch.ts'
import { Fusion, type FusedContact } from '../fusion.ts'
import { momentOf, stampOf } from '../asterix-time.ts'
import { plotOf } from '../radar-plot.ts'
import { placeSites, type SiteConfig } from '../sites.ts'

const SITES: readonly SiteConfig[] = RADARS.map((r) => ({
  id: r.id,
  name: r.id,
  sac: r.sac,
  sic: r.sic,
  position: { lon: r.lon, lat: r.lat },
  antennaM: r.heightM,
  rangeNm: r.rangeM / 1852,
  scanSeconds: r.scanSeconds,
  sigmaRangeM: r.sigmaRangeM,
  sigmaBearingDeg: r.sigmaBearingDeg,
  note: '',
  state: 'active',
}))

export interface WorldOptions {
  readonly seed: number
  readonly vessels: number
  readonly overflights: number
  readonly startMs: number
  readonly minutes: number
  /** Called once a simulated minute. */
  readonly everyMinute?: (minute: number, contacts: readonly FusedContact[]) => void
}

export interface WorldResult {
  readonly fusion: Fusion
  readonly contacts: readonly FusedContact[]
  readonly alerts: readonly Alert[]
  readonly truth: (atMs: number) => TruthVessel[]
}

type Positioned = AisMessage & { lon: number | null; lat: number | null; speedKn?: number | null }
const STEP_MS = 500
const DARK_MS = 5000

/** Plays the simulated sea, radars and sky through the decoders, the valve and the fusion, at no pace, with the truth kept. */
export function playWorld(options: WorldOptions): WorldResult {
  const { seed, startMs, vessels, overflights, minutes } = options
  const sea = createSea({ seed, startMs, vessels, overflights })
  const placed = placeSites(SITES)
  if (placed === null) throw new Error('BUG: radars without a place')
  const fusion = new Fusion(placed, startMs)
  const valve = createReportValve()
  valve.coverage(coverageBoxes(SITES))
  const rules = createRules(null)
  const dark = createDarkWatch()
  const alerts: Alert[] = []
  const reporters = new Map<number, { lon: number; lat: number }>()
  let now = startMs

  const asterix = openPlots(fusion, () => now)
  const update = emptyPositionUpdate()
  const ais = createAisDecoder({
    report: ({ message, timeMs, station }) => {
      const m = message as Positioned
      if (typeof m.lon !== 'number' || typeof m.lat !== 'number' || m.type === 17 || m.type === 4) return
      const atMs = timeMs ?? now
      valve.offer(m.mmsi, atMs, m.lon, m.lat, 100)
      Object.assign(update, { mmsi: m.mmsi, atMs, lon: m.lon, lat: m.lat, messageType: m.type, station })
      update.sogKn = m.speedKn ?? Number.NaN
      rules.position(update)
    },
    problem: (problem) => {
      throw new Error(problem.message)
    },
  })
  const adsb = openAircraft(fusion, () => now)

  const pass = (): void => {
    const batch = valve.drain() ?? new Float64Array(0)
    for (let n = 0; n < batch.length; n += REPORT_FIELDS) {
      const [key = 0, atMs = 0, lon = 0, lat = 0, source = 0] = batch.subarray(n, n + REPORT_FIELDS)
      reporters.set(key, { lon, lat })
      fusion.report({ key, atMs, lon, lat, source, air: false })
    }
  }
  const judge = (): void => {
    const entries = fusion.contacts().map((one) => ({ ...one, source: 0, names: [] }))
    const places = dark.ask(entries, reporters.values(), now)
    alerts.push(
      ...dark.answer(
        places.map(({ lon, lat }) => rules.reception(lon, lat)),
        now,
      ),
    )
  }

  const radars = createRadars(sea, { seed, startMs })
  const sky = createSky(sea, { startMs })
  for (now = startMs; now <= startMs + minutes * 60_000; now += STEP_MS) {
    const lines = [...sea.advance(now)].map(({ sentence }) => sentence)
    if (lines.length > 0) ais.push(Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'), now)
    for (const { octets } of radars.advance(now)) asterix.pushDatagram(octets)
    for (const { octets, atMs } of sky.advance(now)) adsb.push(octets, atMs)
    pass()
    fusion.advance(now)
    if ((now - startMs) % DARK_MS === 0) judge()
    if ((now - startMs) % 60_000 === 0) options.everyMinute?.((now - startMs) / 60_000, fusion.contacts())
  }
  return { fusion, contacts: fusion.contacts(), alerts, truth: (atMs) => sea.truth(atMs) }
}

const thrown = (problem: { readonly message: string }): never => {
  throw new Error(problem.message)
}

function openPlots(fusion: Fusion, now: () => number): ReturnType<typeof createAsterixDecoder> {
  return createAsterixDecoder(
    {
      record: (record) => {
        const stamp = stampOf(record)
        if (stamp === null || stamp.timeOfDay === null) return
        const plot = plotOf(record, momentOf(stamp.timeOfDay, now()), true)
        const radar = fusion.placed.sites.findIndex(({ config }) => config.sic === stamp.sic)
        if (plot !== null) fusion.plot(radar, radar, plot)
      },
      problem: thrown,
    },
    { holdBlocks: 0 },
  )
}

function openAircraft(fusion: Fusion, now: () => number): ReturnType<typeof createAdsbDecoder> {
  return createAdsbDecoder({
    report: ({ message, position, timeMs }) => {
      if (position === null) return
      const { lon, lat } = position
      const key = aircraftKey(message.address)
      fusion.report({ key, atMs: timeMs ?? now(), lon, lat, source: 200, air: true })
    },
    problem: thrown,
  })
}
