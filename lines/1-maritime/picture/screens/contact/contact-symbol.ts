import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { SymbolOptions } from 'milsymbol'
import type { HandContact } from '../../contract.ts'

/**
 * Symbol identification codes of MIL-STD-2525D (20 figures): version 10, reality or simulation, identity unknown (the
 * report says what it is, not whose), symbol set, entity.
 */
const ENTITY: Readonly<Record<HandContact['kind'], readonly [set: string, entity: string]>> = {
  'go-fast': ['30', '140502'], // sea surface: leisure craft, motorised, speedboat
  fishing: ['30', '140200'],
  yacht: ['30', '140400'],
  cargo: ['30', '140101'],
  tanker: ['30', '140109'],
  passenger: ['30', '140110'],
  'semi-submersible': ['35', '110100'], // subsurface: submarine
  aircraft: ['01', '120000'], // air: civilian
  'person-in-water': ['30', '140000'],
  debris: ['30', '140000'],
  other: ['30', '140000'],
  unknown: ['30', '140000'],
}

export function sidc(kind: HandContact['kind'], simulated: boolean): string {
  const [set, entity] = ENTITY[kind]
  return `10${simulated ? '2' : '0'}1${set}0000${entity}0000`
}

/** The standard's own colours by day; muted for a dark room; one hue where the eyes must stay dark-adapted. */
const OPTIONS: Readonly<Record<Theme, SymbolOptions>> = {
  light: { colorMode: 'Light' },
  dark: { colorMode: 'Dark' },
  'red-night': { monoColor: '#ffb5a8', fill: false },
}

export interface SymbolImage {
  readonly canvas: HTMLCanvasElement
  readonly anchor: { readonly x: number; readonly y: number }
}

const made = new Map<string, SymbolImage>()

/** The symbol as a picture; the library is fetched when the first contact is on screen. */
export async function symbolImage(code: string, sizePx: number, theme: Theme): Promise<SymbolImage> {
  const key = `${code}/${sizePx}/${theme}`
  const known = made.get(key)
  if (known !== undefined) return known
  const { default: ms } = await import('milsymbol')
  const symbol = new ms.Symbol(code, { size: sizePx, ...OPTIONS[theme] })
  const image = { canvas: symbol.asCanvas(devicePixelRatio), anchor: symbol.getAnchor() }
  made.set(key, image)
  return image
}
