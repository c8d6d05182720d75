import type { LabelClass } from '../../contract/label.ts'
import type { Realm } from '../../contract/record.ts'
import type { Language } from '../records/person.ts'

export interface DemoSeat {
  /** Stable name of the seat, for the sign-in list and for tests. */
  readonly key: string
  readonly name: string
  readonly rank: string
  readonly username: string
  readonly agency: string
  readonly unit: string
  readonly post: string
  readonly roles: readonly string[]
  readonly clearance: LabelClass
  readonly vetted: boolean
  /** Caveats held. */
  readonly handling?: readonly string[]
  /** May read the records of children. */
  readonly juvenile?: boolean
  /** Realms entered. */
  readonly realms?: readonly Exclude<Realm, 'general'>[]
  readonly oversight: boolean
  readonly language: Language
}

export const seat = (
  s: Partial<DemoSeat> &
    Pick<DemoSeat, 'key' | 'name' | 'rank' | 'username' | 'agency' | 'unit' | 'post' | 'roles'>,
): DemoSeat => ({
  clearance: 'restricted',
  vetted: false,
  oversight: false,
  language: 'en',
  ...s,
})
