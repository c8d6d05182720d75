import type { IncomingMessage, ServerResponse } from 'node:http'
import type {
  AlertView,
  HandContact,
  PictureAlert,
  Playback,
  Track,
  Vessel,
  VesselDetail,
} from '@basinet/picture/contract'
import { store } from './records.ts'
import { makeSea } from './sea.ts'

const COUNT = Number(process.env['VESSELS'] ?? 10_000)
const sea = makeSea(COUNT)
let distress: { id: string; at: string } | null = null

export function toggleDistress(): void {
  distress =
    distress === null ? { id: '018f0000-0000-7000-8000-00000000dead', at: new Date().toISOString() } : null
}

export function alertViews(): AlertView[] {
  const alerts = (store.get('picture-alert') ?? []).map((r): AlertView => {
    const b = r.body as unknown as PictureAlert
    return {
      id: r.id,
      rev: r.rev,
      rule: b.rule,
      severity: b.severity,
      distress: b.distress,
      at: b.at,
      ...(b.mmsi === null ? {} : { mmsi: b.mmsi }),
      position: b.position,
      why: b.why,
      state: b.state,
    }
  })
  return distress === null ? alerts : [distressView(distress), ...alerts]
}

const distressView = (d: { id: string; at: string }): AlertView => ({
  id: d.id,
  rev: 1,
  rule: 'distress.sart',
  severity: 'critical',
  distress: true,
  at: d.at,
  mmsi: 970_123_456,
  position: { lon: -61.25, lat: 13.95 },
  why: { key: 'picture.why.distress.sart', params: { mmsi: 970_123_456 } },
  state: 'open',
})

function inBox(vessel: Vessel, bbox: readonly number[]): boolean {
  const [w = -180, s = -90, e = 180, n = 90] = bbox
  return vessel.lon >= w && vessel.lon <= e && vessel.lat >= s && vessel.lat <= n
}

export function stream(request: IncomingMessage, response: ServerResponse, bbox: readonly number[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const send = (event: string, data: unknown): void =>
    void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const id = String(Date.now())
  boxes.set(id, bbox)
  const shown = (): Vessel[] => {
    const now = Date.now()
    sea.step(now)
    return [...handVessels(now), ...sea.vessels(now)].filter((v) => inBox(v, boxes.get(id) ?? bbox))
  }
  const first = shown()
  send('snapshot', { stream: id, at: Date.now(), vessels: first, total: first.length })
  const timer = setInterval(() => send('delta', { at: Date.now(), vessels: shown(), gone: [] }), 2000)
  request.on('close', () => {
    clearInterval(timer)
    boxes.delete(id)
  })
}

/** Open contacts by hand, reckoned on as the node would. */
function handVessels(now: number): Vessel[] {
  return (store.get('hand-contact') ?? [])
    .filter((r) => r.body['state'] === 'open')
    .map((r): Vessel => {
      const b = r.body as unknown as HandContact
      const hours = (now - Date.parse(b.sightedAt)) / 3_600_000
      const run = ((b.speedKn ?? 0) * hours) / 60
      const course = ((b.courseDeg ?? 0) * Math.PI) / 180
      return {
        id: `hand:${r.id}`,
        mmsi: 0,
        name: b.kind,
        lon: b.position.lon + run * Math.sin(course),
        lat: b.position.lat + run * Math.cos(course),
        cls: 'hand',
        at: now,
        age: 0,
        station: '',
        accuracyM: b.accuracyM + b.growthKn * hours * 1852,
        ...(b.courseDeg === null ? {} : { cog: b.courseDeg }),
        ...(b.speedKn === null ? {} : { sog: b.speedKn }),
      }
    })
}

const boxes = new Map<string, readonly number[]>()
export function viewport(body: { stream: string; bbox: readonly number[] }): void {
  boxes.set(body.stream, body.bbox)
}

export function find(q: string): Vessel[] {
  const wanted = q.toUpperCase()
  return sea
    .vessels(Date.now())
    .filter(
      (v) => v.name?.includes(wanted) === true || String(v.mmsi).includes(wanted) || v.callSign === wanted,
    )
    .slice(0, 20)
}

export function detail(mmsi: number): VesselDetail | null {
  const vessel = sea.vessels(Date.now()).find((v) => v.mmsi === mmsi)
  if (vessel === undefined) return null
  const len = vessel.len ?? 40
  return {
    vessel,
    static: {
      mmsi,
      ...(vessel.name === undefined ? {} : { name: vessel.name }),
      callSign: vessel.callSign ?? '',
      imo: vessel.imo ?? 0,
      shipType: vessel.shipType ?? 70,
      dimensions: {
        bow: len * 0.7,
        stern: len * 0.3,
        port: (vessel.beam ?? 8) * 0.4,
        starboard: (vessel.beam ?? 8) * 0.6,
      },
      draughtM: 6.4,
      destination: 'LCCAS',
      eta: '11-25T06:00',
      at: Date.now() - 200_000,
    },
    checks: alertViews().slice(0, 3),
    identityHistory: [
      { from: Date.now() - 9e9, to: Date.now() - 4e9, name: 'OLD NAME', callSign: 'J8ABC', imo: 9_111_111 },
      {
        from: Date.now() - 4e9,
        to: Date.now(),
        ...(vessel.name === undefined ? {} : { name: vessel.name }),
        callSign: 'J6XYZ',
      },
    ],
  }
}

export function track(mmsi: number, from: number, to: number): Track {
  const vessel = sea.vessels(Date.now()).find((v) => v.mmsi === mmsi)
  const points: Track['points'] = []
  const steps = 240
  for (let i = 0; i <= steps; i++) {
    const t = from + ((to - from) * i) / steps
    if (i > 150 && i < 175) continue
    const hours = (t - Date.now()) / 3_600_000
    const c = (((vessel?.cog ?? 0) + Math.sin(i / 20) * 14) * Math.PI) / 180
    const run = ((vessel?.sog ?? 0) * hours) / 60
    points.push([
      Math.round(t),
      (vessel?.lon ?? -61) + run * Math.sin(c),
      (vessel?.lat ?? 14) + run * Math.cos(c),
      vessel?.sog ?? 0,
      vessel?.cog ?? 0,
    ])
  }
  const gap = (i: number): number => Math.round(from + ((to - from) * i) / steps)
  return { points, gaps: [[gap(150), gap(175)]], total: points.length }
}

export function playback(from: number, to: number, stepSeconds: number): Playback {
  const now = Date.now()
  const all = sea.vessels(now).slice(0, 2000)
  const frames: {
    at: number
    points: (readonly [number, number, number, number | null, number | null, number | null])[]
  }[] = []
  for (let at = from; at <= to; at += stepSeconds * 1000) {
    const hours = (at - now) / 3_600_000
    frames.push({
      at,
      points: all.map((v) => {
        const run = ((v.sog ?? 0) * hours) / 60
        const c = ((v.cog ?? 0) * Math.PI) / 180
        return [
          v.mmsi,
          v.lon + run * Math.sin(c),
          v.lat + run * Math.cos(c),
          v.sog ?? null,
          v.cog ?? null,
          v.heading ?? null,
        ]
      }),
    })
  }
  return {
    from,
    to,
    stepSeconds,
    vessels: all.map((v) => ({
      mmsi: v.mmsi,
      cls: v.cls,
      ...(v.name === undefined ? {} : { name: v.name }),
      ...(v.shipType === undefined ? {} : { shipType: v.shipType }),
    })),
    frames,
  }
}
