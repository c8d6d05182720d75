import type { TSchema } from 'typebox'
import { findPeople } from '../contract/ref.ts'
import { fail, type Failure } from '../contract/result.ts'
import type { Tx } from '../store/store.ts'
import type { Core } from './core.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The first field of a command's input that names nobody of this nation, or somebody who has left where something is yet to be
 * done; null when there is none. Errors: `person.unknown`, `person.inactive`.
 */
export async function namesNobody(
  core: Pick<Core, 'people'>,
  tx: Tx,
  schema: TSchema,
  input: unknown,
): Promise<Failure | null> {
  const named = core.people === undefined ? [] : findPeople(schema, input)
  if (core.people === undefined || named.length === 0) return null
  const ids = [...new Set(named.map(({ id }) => id.toLowerCase()))].filter((id) => UUID.test(id))
  const known = await core.people(tx, ids)
  for (const { field, id, active } of named) {
    const found = known.get(id.toLowerCase())
    if (found === undefined)
      return fail('person.unknown', `${field} must be the id of a person of this nation`, field).error
    if (active && !found)
      return fail('person.inactive', `${field} must be the id of a person who is active`, field).error
  }
  return null
}
