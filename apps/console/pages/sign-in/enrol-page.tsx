import type { ReactNode } from 'react'
import type { Me } from '../../api/types.ts'

export function EnrolPage({ me }: { me: Me }): ReactNode {
  return me.person.name
}
