import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import { expect, test } from 'vitest'

import { BASEMAP_COLOURS } from './basemap-colours.ts'
import { graticule, graticuleStepMin } from './basemap-graticule.ts'
import { basemapStyle, FIRST_LABEL_LAYER } from './basemap-style.ts'

const themes = ['light', 'dark', 'red-night'] as const
const languages = ['en', 'es', 'fr', 'nl', 'acf'] as const
const tiles = 'https://node.example/tiles/basemap/{z}/{x}/{y}.pbf'

test.each(themes.flatMap((theme) => languages.map((lang) => [theme, lang] as const)))(
  'the %s style in %s is valid, needs no glyphs and no sprite, and says it has no depth data',
  (theme, lang) => {
    const style = basemapStyle(theme, tiles, lang)
    expect(validateStyleMin(style)).toEqual([])
    expect(style.glyphs).toBeUndefined()
    expect(style.sprite).toBeUndefined()
    expect(style.layers.some((layer) => layer.id === FIRST_LABEL_LAYER)).toBe(true)
    const source = style.sources['basemap']
    expect(source).toMatchObject({ type: 'vector', tiles: [tiles] })
    expect(JSON.stringify(source)).toMatch(/depth|profundidad|profondeur|diepte|fondè/)
  },
)

test('zones are dashed and named as computed in every language', () => {
  for (const lang of languages) {
    const layers = basemapStyle('light', tiles, lang).layers
    for (const id of ['zone-12', 'zone-200']) {
      expect(layers.find((layer) => layer.id === id)).toHaveProperty(['paint', 'line-dasharray'])
      const name = JSON.stringify(layers.find((layer) => layer.id === `${id}-name`))
      expect(name).toMatch(/computed|calculado|calculé|berekend|kalkilé/)
    }
  }
})

function luminance(hex: string): number {
  const channel = (i: number): number => {
    const v = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high! + 0.05) / (low! + 0.05)
}

test.each(themes)(
  '%s: names are legible at 4.5:1, sea and land stay quiet, red-night is red only',
  (theme) => {
    const c = BASEMAP_COLOURS[theme]
    for (const ground of [c.sea, c.land, c.halo])
      expect(contrast(c.label, ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c.waterLabel, c.sea)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(c.sea, c.land)).toBeLessThan(1.6)
    expect(contrast(c.sea, c.land)).toBeGreaterThan(1.04)
    const blue = Object.values(BASEMAP_COLOURS['red-night']).map((hex) =>
      Number.parseInt(hex.slice(5, 7), 16),
    )
    const red = Object.values(BASEMAP_COLOURS['red-night']).map((hex) => Number.parseInt(hex.slice(1, 3), 16))
    red.forEach((r, i) => expect(r).toBeGreaterThan(2.5 * blue[i]!))
  },
)

test('the step keeps lines apart at every zoom and the view is covered', () => {
  for (let zoom = 3; zoom <= 18; zoom += 0.5) {
    const width = (360 / 2 ** zoom / 512) * 1600
    const g = graticule({
      west: -61 - width / 2,
      east: -61 + width / 2,
      south: 14 - width / 4,
      north: 14 + width / 4,
      zoom,
    })
    const meridians = g.features.filter((f) => f.properties?.['anchor'] === 'bottom-left')
    expect(meridians.length).toBeLessThanOrEqual(13)
    expect((graticuleStepMin(zoom) / (360 * 60)) * 512 * 2 ** zoom).toBeGreaterThanOrEqual(130)
  }
})

test('labels are written as on a chart, and fold past the antimeridian', () => {
  const labels = (west: number, east: number, south: number, north: number, zoom: number): string[] =>
    graticule({ west, east, south, north, zoom }).features.flatMap(
      (f) => (f.properties?.['label'] as string) ?? [],
    )
  expect(labels(-61.6, -60.4, 13.4, 14.6, 7)).toEqual(['061°W', '14°N'])
  expect(labels(-61.1, -60.9, 13.95, 14.05, 10.5)).toContain("061°00'W")
  expect(labels(-61.005, -60.999, 13.9, 13.91, 17)).toContain("061°00.2'W")
  expect(labels(178, 182, -1, 1, 7)).toEqual([
    '178°E',
    '179°E',
    '180°W',
    '179°W',
    '178°W',
    '01°S',
    '00°',
    '01°N',
  ])
  expect(labels(10, 5, 0, 1, 7)).toEqual([])
})
