import { Type, type Static } from 'typebox'
import { Instant } from './instant.ts'

/** Classification ladder, lowest first; the position is the number stored. */
export const CLASSES = ['public', 'official', 'restricted', 'confidential', 'secret'] as const
export type LabelClass = (typeof CLASSES)[number]

/** From this class on, a reader must hold an unexpired vetting. */
export const VETTED_FROM: LabelClass = 'confidential'

/** What a recipient may do further, loosest first. */
export const ONWARD = ['listed', 'ask-owner', 'none'] as const

const Nation = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 3166-1 alpha-3, or a body code of three letters',
})
/** Printable, so that every word can be stored (PostgreSQL text holds no NUL) and shown. */
const Word = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\p{L}\\p{N}\\p{P}\\p{S} ]+$' })
const Words = Type.Array(Word, { maxItems: 64 })

/**
 * Who may hold and read a record. Nations are ISO 3166-1 alpha-3. An empty `releaseTo` means nobody abroad.
 * `purposes` empty means no purpose limit; `handling` lists caveats the reader must hold every one of.
 */
export const Label = Type.Object(
  {
    owner: Nation,
    class: Type.Enum(CLASSES),
    releaseTo: Type.Array(Nation, { maxItems: 64 }),
    displayOnly: Type.Array(Nation, { maxItems: 64 }),
    handling: Words,
    purposes: Words,
    personal: Type.Boolean(),
    juvenile: Type.Boolean(),
    sealed: Type.Boolean(),
    keepUntil: Type.Union([Instant, Type.Null()]),
    eraseBy: Type.Union([Instant, Type.Null()]),
    holds: Words,
    leaseUntil: Type.Union([Instant, Type.Null()]),
    onward: Type.Enum(ONWARD),
    sources: Words,
    exercise: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type Label = Static<typeof Label>

/** A label that says nothing but whose a record is and of what class; `change` says the rest. Nobody abroad, nothing onward. */
export function plainLabel(owner: string, class_: LabelClass, change: Partial<Label> = {}): Label {
  return {
    owner,
    class: class_,
    releaseTo: [],
    displayOnly: [],
    handling: [],
    purposes: [],
    personal: false,
    juvenile: false,
    sealed: false,
    keepUntil: null,
    eraseBy: null,
    holds: [],
    leaseUntil: null,
    onward: 'none',
    sources: [owner],
    exercise: false,
    ...change,
  }
}

export function classRank(value: LabelClass): number {
  return CLASSES.indexOf(value)
}
