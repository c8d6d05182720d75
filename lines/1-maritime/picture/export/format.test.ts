import { createDecoder, type AisReport } from '@basinet/ais'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvField } from './csv.ts'
import { EXPORT_FORMATS, writeExport, type ExportFormat } from './format.ts'
import type { ExportRow } from './rows.ts'

const row: ExportRow = {
  atMs: Date.UTC(2026, 10, 24, 20, 30, 0, 500),
  mmsi: 343_000_010,
  lon: -61,
  lat: 14.0001,
  sogKn: 12.3,
  cogDeg: 90,
  headingDeg: null,
  navStatus: 0,
  cls: 'A',
  station: 'morne',
  name: 'PITON & "SON" <1>',
}
const other: ExportRow = { ...row, mmsi: 990_000_001, cls: 'B', name: null, sogKn: null, cogDeg: null }

async function written(name: string, parts: ExportRow[][]): Promise<string> {
  let text = ''
  async function* source(): AsyncGenerator<ExportRow[]> {
    yield* parts
  }
  await writeExport(EXPORT_FORMATS[name] as ExportFormat, source(), async (part) => {
    text += part
  })
  return text
}

test('CSV has a header, quotes, and no field a spreadsheet would run', async () => {
  const text = await written('csv', [[row], [other]])
  const lines = text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toBe(
    '2026-11-24T20:30:00.500Z,343000010,"PITON & ""SON"" <1>",-61,14.0001,12.3,90,,0,A,morne',
  )
  expect(csvField('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"')
  expect(csvField(-61.5)).toBe('-61.5')
  for (const sign of ['+', '-', '@', '\t']) expect(csvField(`${sign}1`)).toContain(`'${sign}1`)
})

test('JSON lines leave out what is not known', async () => {
  const lines = (await written('jsonl', [[row, other]])).trimEnd().split('\n')
  expect(lines.map((l) => JSON.parse(l) as unknown)).toMatchObject([
    { time: '2026-11-24T20:30:00.500Z', mmsi: row.mmsi, sogKn: 12.3 },
    { mmsi: other.mmsi },
  ])
  expect(lines[1]).not.toContain('sogKn')
})

test.each([[[]], [[[row]]], [[[row], [other]]], [[[row, other], [row]]]])(
  'GeoJSON of any parts is one valid document',
  async (parts: ExportRow[][]) => {
    const document = JSON.parse(await written('geojson', parts)) as { type: string; features: unknown[] }
    expect(document.type).toBe('FeatureCollection')
    expect(document.features).toHaveLength(parts.flat().length)
  },
)

test('KML escapes what comes off the air', async () => {
  const text = await written('kml', [[row, { ...row, name: 'A\u0000\u001b]]>B' }]])
  expect(text).toContain('<name>PITON &amp; &quot;SON&quot; &lt;1&gt; (343000010)</name>')
  expect(text).toContain('<name>A]]&gt;B (343000010)</name>')
  expect(text).toContain('<coordinates>-61,14.0001</coordinates>')
  expect(text.endsWith('</Document></kml>\n')).toBe(true)
})

describe('NMEA', () => {
  test('what is written decodes to what was stored, with its time and station', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          atMs: fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => s * 1000),
          mmsi: fc.integer({ min: 1, max: 999_999_999 }),
          lon: fc.integer({ min: -107_999_999, max: 107_999_999 }).map((v) => v / 600_000),
          lat: fc.integer({ min: -53_999_999, max: 53_999_999 }).map((v) => v / 600_000),
          sogKn: fc.option(fc.integer({ min: 0, max: 1022 }).map((v) => v / 10)),
          cogDeg: fc.option(fc.integer({ min: 0, max: 3599 }).map((v) => v / 10)),
          headingDeg: fc.option(fc.integer({ min: 0, max: 359 })),
          navStatus: fc.option(fc.integer({ min: 0, max: 14 })),
          cls: fc.constantFrom('A' as const, 'B' as const),
        }),
        async (fields) => {
          const text = await written('nmea', [[{ ...row, ...fields }]])
          const reports: AisReport[] = []
          const decoder = createDecoder({
            report: (r) => void reports.push({ ...r }),
            problem: (p) => {
              throw new Error(p.message)
            },
          })
          decoder.push(Buffer.from(text))
          decoder.end()
          expect(reports).toHaveLength(1)
          expect(reports[0]).toMatchObject({ timeMs: fields.atMs, station: 'morne' })
          expect(reports[0]?.message).toMatchObject({
            mmsi: fields.mmsi,
            speedKn: fields.sogKn,
            courseDeg: fields.cogDeg,
            headingDeg: fields.headingDeg,
          })
          const place = reports[0]?.message as unknown as { lon: number; lat: number } | undefined
          expect(place?.lon).toBeCloseTo(fields.lon, 9)
          expect(place?.lat).toBeCloseTo(fields.lat, 9)
        },
      ),
    )
  })
})
