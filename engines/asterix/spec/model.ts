/**
 * Our form of an ASTERIX specification: one file a category, all its editions, every item once for each of its
 * different definitions. Bits are numbered from the first transmitted; a quantity is the integer times `lsb`.
 */

/** Limits as the standard gives them; a value outside is kept and counts against the edition. */
export interface Limits {
  readonly min?: number
  readonly max?: number
  /** Values must be below, not at, `max`. */
  readonly below?: number
}

export interface IntegerContent extends Limits {
  readonly as: 'unsigned' | 'signed'
  /** Step as a fraction, `[numerator, denominator]`; absent: 1. */
  readonly lsb?: readonly [number, number]
  readonly unit?: string
}

export interface CodeContent {
  readonly as: 'code'
  /** Meanings by value; absent where the standard names none. */
  readonly table?: Readonly<Record<string, string>>
}

/** `octal` 3 bits a digit; `icao` 6 bits a character (Annex 10 vol. IV, 3.1.2.9.1.2); `bds` a Mode S register. */
export interface TextContent {
  readonly as: 'octal' | 'icao' | 'ascii' | 'bds'
}

/** Another field, by path from the record (`380/IAS/IM`), decides how the bits are read. */
export interface DependentContent {
  readonly as: 'by'
  readonly field: string
  readonly when: Readonly<Record<string, Content>>
}

export type Content = IntegerContent | CodeContent | TextContent | DependentContent

export interface ElementDef {
  readonly bits: number
  readonly content: Content
}

export interface GroupDef {
  readonly group: readonly Part[]
}

export interface ExtendedDef {
  /** Primary part and extents; each but a `closed` last one ends in an extension bit. */
  readonly extended: readonly (readonly Part[])[]
  readonly closed?: true
}

export interface RepetitiveDef {
  /** Octets of the repetition factor, or `fx`: each repetition ends in an extension bit. */
  readonly repeat: number | 'fx'
  readonly of: Def
}

export interface ExplicitDef {
  readonly explicit: 're' | 'sp'
}

export interface CompoundDef {
  /** `null` is a presence bit without subfield. */
  readonly compound: readonly (Named | null)[]
  /** Octets of a presence field without extension bits (reserved expansion fields); absent: with them. */
  readonly octets?: number
}

export interface SequenceDef {
  /** Random field sequencing: a count, then that many pairs of field reference number and item. */
  readonly sequence: true
}

export type Def =
  | ElementDef
  | GroupDef
  | ExtendedDef
  | RepetitiveDef
  | ExplicitDef
  | CompoundDef
  | SequenceDef

export type Named = Def & { readonly name: string; readonly title?: string }
export type Part = Named | { readonly spare: number }
export type Item = Def & { readonly title: string }

export interface Edition {
  readonly date: string
  /** Item ids by field reference number; `null` is one not in use. Category 001 has one list a kind of report. */
  readonly uap: readonly (string | null)[] | UapChoice
  /** Which of the item's definitions this edition has. */
  readonly items: Readonly<Record<string, number>>
}

export interface UapChoice {
  readonly by: string
  readonly when: Readonly<Record<string, readonly (string | null)[]>>
}

export interface Specification {
  readonly category: number
  readonly title: string
  readonly standard: string
  readonly editions: Readonly<Record<string, Edition>>
  readonly items: Readonly<Record<string, readonly Item[]>>
  readonly expansion?: { readonly edition: string; readonly date: string; readonly of: CompoundDef }
}
