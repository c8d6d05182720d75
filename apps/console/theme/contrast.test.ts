import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

/** WCAG 2.2 success criterion 1.4.3 for text, 1.4.11 for the outline of a control. */
const TEXT_MIN = 4.5
const CONTROL_MIN = 3

function tokensOf(theme: string): Map<string, string> {
  const block = new RegExp(`data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return new Map([...block.matchAll(/--(b-[a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
}

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function ratio(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

const surfaces = ['b-page', 'b-raised', 'b-sunken', 'b-selected']
const inks = ['b-ink', 'b-muted', 'b-accent', 'b-info', 'b-good', 'b-warning', 'b-critical']
const pairs: [string, string][] = [
  ...inks.flatMap((ink) => surfaces.map((surface): [string, string] => [ink, surface])),
  ...['info', 'good', 'warning', 'critical'].map((s): [string, string] => [`b-${s}`, `b-${s}-soft`]),
  ...['info', 'good', 'warning', 'critical'].map((s): [string, string] => ['b-ink', `b-${s}-soft`]),
  ['b-on-accent', 'b-accent'],
  ['b-on-accent', 'b-accent-hover'],
  ['b-accent', 'b-accent-soft'],
  ['b-on-critical', 'b-critical-solid'],
  ...['public', 'official', 'restricted', 'confidential', 'secret'].map((c): [string, string] => [
    `b-class-${c}`,
    `b-class-${c}-band`,
  ]),
]

describe.each(['light', 'dark', 'red-night'])('colours of %s', (theme) => {
  const tokens = tokensOf(theme)
  const colour = (name: string): string => {
    const value = tokens.get(name)
    if (value === undefined) throw new Error(`${theme} has no --${name}`)
    return value
  }

  it.each(pairs)('%s on %s reads', (ink, surface) => {
    expect(ratio(colour(ink), colour(surface))).toBeGreaterThanOrEqual(TEXT_MIN)
  })

  it('outlines of controls are seen', () => {
    for (const surface of ['b-page', 'b-raised'])
      expect(ratio(colour('b-line-strong'), colour(surface))).toBeGreaterThanOrEqual(CONTROL_MIN)
  })
})

it('the ratio is the one of WCAG', () => {
  expect(ratio('#ffffff', '#000000')).toBeCloseTo(21, 5)
  expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
