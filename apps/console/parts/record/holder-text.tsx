import type { ReactNode } from 'react'
import { useOffices } from '../../api/offices.ts'
import { usePeople } from '../../api/people.ts'
import type { HolderValue } from './holder.ts'
import { isId } from './id-text.tsx'

/** A holder's name and unit: by the account where there is one, as it was written down where there is none. */
export function HolderText({
  holder,
  withUnit = true,
}: {
  holder: HolderValue
  withUnit?: boolean
}): ReactNode {
  const people = usePeople([holder.person])
  const offices = useOffices(withUnit && isId(holder.unit))
  const person = people.get(holder.person ?? '')
  // An account is written down as its own name by the step that takes the exhibit in hand.
  const name = person?.name ?? (isId(holder.name) ? `…${holder.name.slice(-8)}` : holder.name)
  const unit = offices.get(holder.unit) ?? (isId(holder.unit) ? (person?.unit ?? '') : holder.unit)
  return (
    <>
      <strong>{name}</strong>
      {withUnit && unit !== '' && unit !== name && <span className="muted"> · {unit}</span>}
    </>
  )
}
