import type { Firearm } from '../contract/firearm.ts'
import { fitsPartial, isPartial } from './partial.ts'
import { coreSerial, foldSerial, plainSerial } from './serial.ts'

/** What is sought; serial numbers repeat across makers, so a serial number alone says little. */
export interface Wanted {
  readonly serial: string
  readonly make: string | null
  readonly model: string | null
  readonly calibre: string | null
}

/** `partial`: they fit where both were read. */
export type SerialLikeness = 'same' | 'confusable' | 'leading-letters' | 'partial'
export type FieldLikeness = 'same' | 'differs' | 'unknown'

export interface Likeness {
  readonly serial: SerialLikeness
  readonly make: FieldLikeness
  readonly model: FieldLikeness
  readonly calibre: FieldLikeness
}

/** A firearm that may be the one sought. Nothing here says that it is. */
export interface Candidate {
  readonly id: string
  readonly title: string
  readonly serial: string
  readonly serialState: Firearm['serialState']
  readonly make: string | null
  readonly model: string | null
  readonly calibre: string | null
  readonly likeness: Likeness
}

type Described = Pick<Firearm, 'serial' | 'make' | 'model' | 'calibre'>

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

function field(wanted: string | null, held: string | null): FieldLikeness {
  if (wanted === null || held === null) return 'unknown'
  return plain(wanted) === plain(held) ? 'same' : 'differs'
}

/** How a held firearm resembles what is sought; null where the serial numbers do not. */
export function likenessOf(wanted: Wanted, held: Described): Likeness | null {
  if (held.serial === null) return null
  const serial = serialLikeness(wanted.serial, held.serial)
  if (serial === null) return null
  return {
    serial,
    make: field(wanted.make, held.make),
    model: field(wanted.model, held.model),
    calibre: field(wanted.calibre, held.calibre),
  }
}

function serialLikeness(a: string, b: string): SerialLikeness | null {
  if (isPartial(a) || isPartial(b)) return fitsPartial(a, b) ? 'partial' : null
  if (plainSerial(a) === plainSerial(b)) return 'same'
  if (foldSerial(a) === foldSerial(b)) return 'confusable'
  const core = coreSerial(a)
  return core !== null && core === coreSerial(b) ? 'leading-letters' : null
}

const SERIAL_ORDER: Readonly<Record<SerialLikeness, number>> = {
  same: 0,
  confusable: 1,
  'leading-letters': 2,
  partial: 3,
}

/** Fewest contradictions first, then the nearer serial number, then most that agrees. */
export function byLikeness(a: Likeness, b: Likeness): number {
  const count = (one: Likeness, word: FieldLikeness): number =>
    [one.make, one.model, one.calibre].filter((is) => is === word).length
  return (
    count(a, 'differs') - count(b, 'differs') ||
    SERIAL_ORDER[a.serial] - SERIAL_ORDER[b.serial] ||
    count(b, 'same') - count(a, 'same')
  )
}
