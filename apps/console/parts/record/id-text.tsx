import type { ReactNode } from 'react'
import { useOffices } from '../../api/offices.ts'
import { usePeople } from '../../api/people.ts'
import { Ident } from '../ident.tsx'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const OFFICE_FIELDS = new Set(['agency', 'unit', 'lender'])

export const namesOffice = (path: string): boolean => OFFICE_FIELDS.has(path.split('.').at(-1) ?? '')
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/** An id as the person, unit or agency it stands for; what may not be read stays an id. */
export function IdText({ path, id }: { path: string; id: string }): ReactNode {
  const office = namesOffice(path)
  const offices = useOffices(office)
  const people = usePeople(office ? [] : [id])
  return (office ? offices.get(id) : people.get(id)?.name) ?? <Ident value={id} />
}
