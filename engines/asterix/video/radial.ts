import type { Cat240 } from '../generated/cat240.gen.ts'
import { packCells, unpackCells } from './cells.ts'

/** Light celerity as the standard gives it (EUROCONTROL-SPEC-0149-240, I240/050 note 2). */
const LIGHT_M_PER_S = 299_792_458
const VIDEO_MESSAGE = 2
/** Bits a cell by the code of I240/048; the code's position. */
const RESOLUTION_BITS = [0, 1, 2, 4, 8, 16, 32] as const

/** Video of one direction: cells of one size, outward. */
export interface Radial {
  /** Degrees clockwise from north; the sector runs from start to end, over 0 where end is less. */
  readonly startDeg: number
  readonly endDeg: number
  /** Distance of the first cell's near edge, and depth of a cell, metres. */
  readonly startM: number
  readonly cellM: number
  /** 1, 2, 4, 8, 16 or 32; an amplitude goes from 0 to 2^bits - 1. */
  readonly bits: number
  readonly cells: Uint32Array
}

export type RadialResult =
  | { readonly ok: true; readonly value: Radial }
  | {
      readonly ok: false
      readonly error: {
        readonly code: 'asterix.video.summary' | 'asterix.video.compressed' | 'asterix.video.incomplete'
        readonly message: string
      }
    }

/**
 * The cells of a video message. A summary message has none; compressed cells are refused, because the standard leaves
 * the method to the sender; a message without header, resolution or cells is incomplete.
 */
export function readRadial(record: Cat240): RadialResult {
  if (record.I000 !== VIDEO_MESSAGE) return refuse('asterix.video.summary', 'not a video message')
  const header = record.I040 ?? record.I041
  const block = record.I050 ?? record.I051 ?? record.I052
  const bits = RESOLUTION_BITS[record.I048?.RES ?? 0] ?? 0
  if (header === undefined || block === undefined || bits === 0)
    return refuse(
      'asterix.video.incomplete',
      'expected items 040 or 041, 048 with a resolution, and 050, 051 or 052',
    )
  if (record.I048?.C === 1)
    return refuse(
      'asterix.video.compressed',
      'the cells are compressed by a method that the standard leaves open',
    )
  const seconds = header.CELLDUR * (record.I040 === undefined ? 1e-15 : 1e-9)
  const cellM = (seconds * LIGHT_M_PER_S) / 2
  const octets = Math.min(block.length, record.I049?.NBVB ?? block.length)
  const held = Math.floor((octets * 8) / bits)
  const count = Math.min(held, record.I049?.NBCELLS ?? held)
  const value: Radial = {
    startDeg: header.STARTAZ,
    endDeg: header.ENDAZ,
    startM: header.STARTRG * cellM,
    cellM,
    bits,
    cells: unpackCells(block, bits, count),
  }
  return { ok: true, value }
}

function refuse(code: Extract<RadialResult, { ok: false }>['error']['code'], message: string): RadialResult {
  return { ok: false, error: { code, message } }
}

export interface VideoSource {
  readonly sac: number
  readonly sic: number
  /** Message sequence identifier, counted up by one a message. */
  readonly sequence: number
  /** Seconds of the day, UTC. */
  readonly timeOfDayS: number
}

/** Octets a repetition of the three blocks has, and the most that are sent so. */
const LOW = { step: 4, max: 1020 } as const
const MEDIUM = { step: 64, max: 16_320 } as const
const HIGH = { step: 256, max: 65_024 } as const
const FEMTO = 1e15

/** A radial as video message, the twin of `readRadial`; cell depth in steps of a femtosecond. */
export function videoRecord(radial: Radial, source: VideoSource): Cat240 {
  const octets = packCells(radial.cells, radial.bits)
  const size = [LOW, MEDIUM, HIGH].find(({ max }) => octets.length <= max)
  const code = RESOLUTION_BITS.findIndex((bits) => bits === radial.bits)
  if (size === undefined || code < 1)
    throw new Error(`BUG: ${octets.length} octets of ${radial.bits} bits a cell`)
  const block = new Uint8Array(Math.ceil(octets.length / size.step) * size.step)
  block.set(octets)
  return {
    cat: 240,
    edition: '1.3',
    I010: { SAC: source.sac, SIC: source.sic },
    I000: VIDEO_MESSAGE,
    I020: source.sequence,
    I041: {
      STARTAZ: radial.startDeg,
      ENDAZ: radial.endDeg,
      STARTRG: Math.round(radial.startM / radial.cellM),
      CELLDUR: Math.round(((radial.cellM * 2) / LIGHT_M_PER_S) * FEMTO),
    },
    I048: { C: 0, RES: code },
    I049: { NBVB: octets.length, NBCELLS: radial.cells.length },
    ...(size === LOW ? { I050: block } : size === MEDIUM ? { I051: block } : { I052: block }),
    I140: source.timeOfDayS,
  }
}
