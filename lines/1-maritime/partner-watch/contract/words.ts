import { Type, type TNull, type TSchema, type TUnion } from 'typebox'

export const LINE = '1-maritime'
export const CAPABILITY = 'partner-watch'

/** Who keeps a watch; each nation's own. */
export const WATCH = ['watch-officer', 'watch-supervisor', 'commander'] as const
/** The node's own hand: sends positions of what was shared, and ends what has run its time. */
export const SERVICE = 'partner-watch-service'

export const strict = { additionalProperties: false } as const

export function nullable<T extends TSchema>(schema: T): TUnion<[T, TNull]> {
  return Type.Union([schema, Type.Null()])
}

export const Nation = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 3166-1 alpha-3, or a body code',
})
export const Nations = Type.Array(Nation, { minItems: 1, maxItems: 30, uniqueItems: true })
export const Name = Type.String({ minLength: 1, maxLength: 80 })
export const Text = Type.String({ maxLength: 2000 })
