import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { Vessel } from '../../contract.ts'
import { isDistress } from '../state/filter.ts'
import { categoryOf, isStopped, MOVING_KN, type Category } from '../state/ship-category.ts'

type Rgb = readonly [number, number, number]

/**
 * Colour says what a vessel is for; none of them is a status colour. Told apart by readers without red or green by
 * their brightness, and told again in words in the panel. Red-night has one hue and leaves the telling to the words.
 */
const COLOURS: Readonly<Record<Theme, Readonly<Record<Category, Rgb>>>> = {
  light: {
    cargo: [31, 111, 79],
    tanker: [111, 60, 158],
    passenger: [27, 90, 158],
    'high-speed': [0, 126, 158],
    fishing: [150, 58, 110],
    pleasure: [88, 104, 118],
    service: [96, 104, 20],
    government: [18, 30, 38],
    aircraft: [72, 72, 190],
    'radar-only': [178, 74, 8],
    other: [112, 122, 120],
  },
  dark: {
    cargo: [110, 205, 160],
    tanker: [192, 152, 240],
    passenger: [126, 180, 245],
    'high-speed': [90, 214, 240],
    fishing: [240, 150, 200],
    pleasure: [170, 186, 198],
    service: [202, 208, 104],
    government: [240, 244, 246],
    aircraft: [160, 168, 255],
    'radar-only': [255, 170, 90],
    other: [140, 152, 150],
  },
  'red-night': {
    cargo: [214, 80, 64],
    tanker: [236, 104, 88],
    passenger: [236, 104, 88],
    'high-speed': [255, 138, 120],
    fishing: [190, 66, 52],
    pleasure: [170, 56, 44],
    service: [190, 66, 52],
    government: [255, 160, 146],
    aircraft: [214, 80, 64],
    'radar-only': [255, 138, 120],
    other: [150, 48, 38],
  },
}

export const STATUS: Readonly<
  Record<Theme, { critical: Rgb; warning: Rgb; accent: Rgb; halo: Rgb; text: string }>
> = {
  light: {
    critical: [176, 36, 28],
    warning: [170, 102, 0],
    accent: [0, 105, 107],
    halo: [255, 255, 255],
    text: '#15201f',
  },
  dark: {
    critical: [255, 120, 104],
    warning: [242, 180, 79],
    accent: [76, 196, 191],
    halo: [10, 16, 18],
    text: '#e6ecea',
  },
  'red-night': {
    critical: [255, 181, 168],
    warning: [255, 146, 127],
    accent: [255, 100, 80],
    halo: [8, 1, 0],
    text: '#ff7a66',
  },
}

/** Shapes the shader draws; the numbers are its own. */
export const SHAPES = { ship: 0, arrow: 1, dot: 2, diamond: 3, square: 4, plus: 5, distress: 6 } as const
export type Shape = keyof typeof SHAPES

/** Shape says what sends: A a ship, B an arrow, aircraft a cross, without a course a dot, aids and stations their own; an empty arrow: nothing. */
export function shapeOf(vessel: Vessel): Shape {
  if (isDistress(vessel)) return 'distress'
  switch (vessel.cls) {
    case 'aton':
      return 'diamond'
    case 'base':
      return 'square'
    case 'sar':
    case 'air':
      return 'plus'
    default:
      break
  }
  if (directionOf(vessel) === null) return 'dot'
  return vessel.cls === 'B' || vessel.cls === 'radar' ? 'arrow' : 'ship'
}

/** Degrees true the symbol points to: heading, else the course of one that moves; null = unknown. */
export function directionOf({ heading, cog, sog }: Pick<Vessel, 'heading' | 'cog' | 'sog'>): number | null {
  if (heading !== undefined) return heading
  return cog !== undefined && (sog ?? 0) >= MOVING_KN ? cog : null
}

const FRESH_MS = 3 * 60_000
const OLD_MS = 20 * 60_000
const OLD_ALPHA = 0.35

/** A report grows pale from three minutes on and stays visible: gone quiet is not gone. */
export function alphaOf(ageMs: number): number {
  if (ageMs <= FRESH_MS) return 1
  const share = Math.min(1, (ageMs - FRESH_MS) / (OLD_MS - FRESH_MS))
  return 1 - share * (1 - OLD_ALPHA)
}

export interface Look {
  readonly shape: Shape
  readonly colour: Rgb
  readonly hollow: boolean
  readonly alpha: number
}

export function lookOf(vessel: Vessel, theme: Theme, ageMs: number): Look {
  const shape = shapeOf(vessel)
  const colour = shape === 'distress' ? STATUS[theme].critical : COLOURS[theme][categoryOf(vessel)]
  return {
    shape,
    colour,
    hollow: shape !== 'distress' && isHollow(vessel),
    alpha: shape === 'distress' ? 1 : alphaOf(ageMs),
  }
}

/** What lies still is empty inside, and so is what says nothing of itself. */
const isHollow = (vessel: Vessel): boolean =>
  vessel.cls === 'radar' || (isStopped(vessel) && vessel.cls !== 'aton' && vessel.cls !== 'base')

export function categoryColour(category: Category, theme: Theme): string {
  return `rgb(${COLOURS[theme][category].join(' ')})`
}
