import { Type, type Static } from 'typebox'
import { Ref } from '@basinet/kernel/contract'
import { Quantity } from '@basinet/kernel/custody/contract'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

export const ITEM_KINDS = ['drug', 'firearm', 'ammunition', 'cash', 'vessel', 'other'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** How a purity was come by: a field test shows a substance, it does not measure. */
export const PURITY_BASES = ['laboratory', 'declared'] as const

/** Share of the pure substance by mass, in per cent, with where the figure comes from. */
const Purity = closed({
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  basis: Type.Enum(PURITY_BASES),
})

export const SERIAL_STATES = ['legible', 'obliterated', 'none'] as const

/** Marks by which a firearm is traced; what cannot be read is said, not left out. */
const FirearmMarks = closed({
  make: nullable(Words(80)),
  model: nullable(Words(80)),
  calibre: nullable(Words(40)),
  serial: nullable(Words(40)),
  serialState: Type.Enum(SERIAL_STATES),
})

const VesselMarks = closed({
  name: nullable(Words(80)),
  registration: nullable(Words(40)),
  /** ISO 3166-1 alpha-3. */
  flag: nullable(Type.String({ pattern: '^[A-Z]{3}$' })),
})

/** What an item is said to be. The amount stays in the unit it was reported in. */
const facts = {
  kind: Type.Enum(ITEM_KINDS),
  description: Words(500),
  quantity: nullable(Quantity),
  /** For a drug: the substance as reported. */
  substance: nullable(Words(80)),
  purity: nullable(Purity),
  firearm: nullable(FirearmMarks),
  vessel: nullable(VesselMarks),
}
export const ItemFacts = closed(facts)
export type ItemFacts = Static<typeof ItemFacts>

/** An item of a seizure; its number never changes. */
export const Item = closed({
  ...facts,
  item: Type.Integer({ minimum: 1 }),
  exhibit: nullable(Ref('exhibit')),
  /** Why nothing was kept: sunk, handed to another authority, destroyed on the spot. */
  notKept: nullable(Words(500)),
})
export type Item = Static<typeof Item>
