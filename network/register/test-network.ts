import { must } from '@basinet/kernel/contract'
import { party, seededBytes, type Party } from '../wire/test-parties.ts'
import { seedSigner, type Signer } from '../wire/index.ts'
import { acceptRegister } from './accept-register.ts'
import { foundNetwork } from './found.ts'
import type { RegisterState } from './state.ts'
import {
  signDescriptor,
  signFounding,
  signRegister,
  type Descriptor,
  type Founding,
  type Register,
} from './statements.ts'

const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

export interface Member extends Party {
  readonly root: Signer
}

export interface TestNetwork {
  readonly members: readonly Member[]
  /** Founding accepted, nothing else. */
  readonly founded: RegisterState
  /** First register accepted: all are members. */
  readonly state: RegisterState
  readonly at: number
  member(nation: string): Member
  descriptor(nation: string, change?: Partial<Descriptor>): Uint8Array
  register(change?: Partial<Omit<Register, 'v'>>, signers?: readonly string[]): Uint8Array
}

export function rootOf(nation: string): Signer {
  return seedSigner(nation, seededBytes(`root of ${nation}`)(32))
}

/** A network of these nations with seeded keys; any `threshold` of them accept a register, which lasts 30 days. */
export function testNetwork(
  nations: readonly string[],
  at: number,
  threshold = Math.floor(nations.length / 2) + 1,
  mode: Founding['mode'] = 'service',
): TestNetwork {
  const members = nations.map((nation): Member => ({ ...party(nation), root: rootOf(nation) }))
  const roots = members.map((m) => ({ nation: m.nation, key: m.root.publicKey }))
  const founding = { network: 'test', mode, threshold, roots, at }
  const founded = must(
    foundNetwork(
      signFounding(
        founding,
        members.map((m) => m.root),
      ),
    ),
  )
  const member = (nation: string): Member => {
    const found = members.find((m) => m.nation === nation)
    if (found === undefined) throw new Error(`BUG: ${nation} is not in this test's network`)
    return found
  }
  const descriptor = (nation: string, change: Partial<Descriptor> = {}): Uint8Array => {
    const { root, signer, agree } = member(nation)
    const timed = { from: at - DAY_MS, until: at + YEAR_MS }
    return signDescriptor(
      {
        network: founded.founding.hash,
        nation,
        kind: 'nation',
        mode,
        serial: 1,
        at,
        sign: [{ key: signer.publicKey, ...timed }],
        agree: [{ key: agree.publicKey, ...timed }],
        tls: [],
        urls: [`https://${nation.toLowerCase()}.example`],
        oprf: [],
        ...change,
      },
      root,
    )
  }
  const register = (
    change: Partial<Omit<Register, 'v'>> = {},
    signers: readonly string[] = nations.slice(0, threshold),
  ): Uint8Array =>
    signRegister(
      {
        network: founded.founding.hash,
        version: 1,
        previous: null,
        at,
        until: at + 30 * DAY_MS,
        threshold,
        roots,
        descriptors: nations.map((n) => descriptor(n)),
        left: [],
        ...change,
      },
      signers.map((n) => rootOf(n)),
    )
  const state = must(acceptRegister(founded, register(), at))
  return { members, founded, state, at, member, descriptor, register }
}
