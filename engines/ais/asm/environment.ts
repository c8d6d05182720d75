import type { BitReader } from '../bits/bit-reader.ts'
import type { AsmRow } from './content.ts'
import { dayToMinute, flag, i, lat27, lon28, readRow, text, u, type AsmField } from './layout.ts'

/** DAC 1 FI 26, environmental (IMO SN.1/Circ.289 Annex 13): one to eight sensor reports of 112 bits. */
export const SENSOR_REPORT_BITS = 112
const MAX_REPORTS = 8
const HEAD: readonly AsmField[] = [...dayToMinute(), u('site', 7)]
const TYPE_BITS = 4
const HEAD_BITS = 27

const wind = (name: string): AsmField => u(name, 7, { naFrom: 122 })
const direction = (name: string): AsmField => u(name, 9, { naFrom: 360 })
const current = (name: string): AsmField => u(name, 8, { divisor: 10, naFrom: 247 })
const depth = (name: string): AsmField => u(name, 9, { naFrom: 362 })
const sensor = (name = 'sensor'): AsmField => u(name, 3)
const height = (name: string): AsmField => u(name, 8, { divisor: 10, naFrom: 247 })
const period = (name: string): AsmField => u(name, 6, { naFrom: 61 })
const waterTemperature = u('waterTemperatureC', 10, { divisor: 10, offset: -100, naFrom: 601 })
const salinity = u('salinityPermille', 9, { divisor: 10, naFrom: 502 })
const level = (name: string): AsmField => i(name, 16, { divisor: 100, na: -32_768 })
const airLength = (name: string): AsmField => u(name, 13, { divisor: 100, na: 0 })

/** Names and payloads of the report types 0 to 10. */
const REPORTS: readonly { name: string; fields: readonly AsmField[] }[] = [
  {
    name: 'location',
    fields: [
      lon28(),
      lat27(),
      u('altitudeM', 11, { divisor: 10, naFrom: 2002 }),
      u('owner', 4),
      u('timeoutCode', 3),
    ],
  },
  { name: 'station', fields: [text('station', 14)] },
  {
    name: 'wind',
    fields: [
      wind('windSpeedKn'),
      wind('windGustKn'),
      direction('windDirectionDeg'),
      direction('gustDirectionDeg'),
      sensor(),
      wind('forecastSpeedKn'),
      wind('forecastGustKn'),
      direction('forecastDirectionDeg'),
      ...dayToMinute('forecast'),
      u('forecastDurationMin', 8, { naFrom: 255 }),
    ],
  },
  {
    name: 'waterLevel',
    fields: [
      flag('absolute'),
      level('waterLevelM'),
      u('trend', 2, { naFrom: 3 }),
      u('datum', 5),
      sensor(),
      flag('forecastAbsolute'),
      level('forecastLevelM'),
      ...dayToMinute('forecast'),
      u('forecastDurationMin', 8, { naFrom: 255 }),
    ],
  },
  {
    name: 'current2d',
    fields: [
      ...[1, 2, 3].flatMap((n) => [
        current(`speed${n}Kn`),
        direction(`direction${n}Deg`),
        depth(`depth${n}M`),
      ]),
      sensor(),
    ],
  },
  {
    name: 'current3d',
    fields: [
      ...[1, 2].flatMap((n) => [
        current(`north${n}Kn`),
        current(`east${n}Kn`),
        current(`up${n}Kn`),
        depth(`depth${n}M`),
      ]),
      sensor(),
    ],
  },
  {
    name: 'horizontalCurrent',
    fields: [1, 2].flatMap((n) => [
      direction(`bearing${n}Deg`),
      u(`distance${n}M`, 7, { naFrom: 122 }),
      current(`speed${n}Kn`),
      direction(`direction${n}Deg`),
      depth(`depth${n}M`),
    ]),
  },
  {
    name: 'seaState',
    fields: [
      height('swellHeightM'),
      period('swellPeriodS'),
      direction('swellDirectionDeg'),
      u('seaState', 4, { naFrom: 13 }),
      sensor('swellSensor'),
      waterTemperature,
      u('temperatureDepthM', 7, { divisor: 10, naFrom: 122 }),
      sensor('temperatureSensor'),
      height('waveHeightM'),
      period('wavePeriodS'),
      direction('waveDirectionDeg'),
      sensor('waveSensor'),
      salinity,
    ],
  },
  {
    name: 'salinity',
    fields: [
      waterTemperature,
      u('conductivitySm', 10, { divisor: 100, naFrom: 702 }),
      u('pressureDbar', 16, { divisor: 10, naFrom: 60_002 }),
      salinity,
      u('salinityType', 2),
      sensor(),
    ],
  },
  {
    name: 'weather',
    fields: [
      i('airTemperatureC', 11, { divisor: 10, na: -1024 }),
      sensor('temperatureSensor'),
      u('precipitation', 2),
      u('visibilityNm', 8, { divisor: 10, naFrom: 242 }),
      i('dewPointC', 10, { divisor: 10, naFrom: 501 }),
      sensor('dewPointSensor'),
      u('pressureHpa', 9, { offset: 799, naFrom: 403 }),
      u('pressureTendency', 2, { naFrom: 3 }),
      sensor('pressureSensor'),
      salinity,
    ],
  },
  {
    name: 'airGap',
    fields: [
      airLength('airDraughtM'),
      airLength('airGapM'),
      u('trend', 2, { naFrom: 3 }),
      airLength('forecastAirGapM'),
      ...dayToMinute('forecast'),
    ],
  },
]

export function readEnvironment(b: BitReader, at: number): AsmRow {
  const count = Math.min(MAX_REPORTS, Math.floor((b.length - at) / SENSOR_REPORT_BITS))
  return { reports: Array.from({ length: count }, (_, n) => readReport(b, at + n * SENSOR_REPORT_BITS)) }
}

function readReport(b: BitReader, at: number): AsmRow {
  const type = b.u(at, TYPE_BITS)
  const head = readRow(b, at + TYPE_BITS, HEAD)
  const known = REPORTS[type]
  if (known === undefined) return { report: 'reserved', code: type, ...head }
  return { report: known.name, ...head, ...readRow(b, at + HEAD_BITS, known.fields) }
}
