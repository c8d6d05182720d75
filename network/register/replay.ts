import { ok, type Result } from '@basinet/kernel/contract'
import { acceptDescriptor } from './accept-descriptor.ts'
import { acceptRegister } from './accept-register.ts'
import { acceptRevocation } from './accept-revocation.ts'
import { foundNetwork } from './found.ts'
import type { RegisterState } from './state.ts'

/** What of the register is stored and handed to a node that joins or was away: signed statements, nothing derived. */
export interface RegisterStatements {
  readonly founding: Uint8Array
  readonly register: Uint8Array | null
  readonly descriptors: readonly Uint8Array[]
  readonly revocations: readonly Uint8Array[]
}

export function registerStatements(state: RegisterState): RegisterStatements {
  return {
    founding: state.founding.signed,
    register: state.register?.signed ?? null,
    descriptors: [...state.descriptors.values()].map((d) => d.signed),
    revocations: [...state.revoked.values()].map((r) => r.signed),
  }
}

/**
 * The state these statements give, every signature checked again. A register whose roots differ from the founding's is
 * checked against the founding when it is replayed alone, so the roots of a network that changed its roots are handed over
 * by its chain of registers. Errors: as of the accepting functions.
 */
export function replayRegister(
  statements: RegisterStatements,
  at: number,
  chain: readonly Uint8Array[] = [],
): Result<RegisterState> {
  let state = foundNetwork(statements.founding)
  const steps: ((s: RegisterState) => Result<RegisterState>)[] = [
    ...chain.map((signed) => (s: RegisterState) => acceptRegister(s, signed, at)),
    ...(statements.register === null
      ? []
      : [(s: RegisterState) => acceptRegister(s, statements.register!, at)]),
    ...statements.revocations.map((signed) => (s: RegisterState) => acceptRevocation(s, signed)),
    ...statements.descriptors.map((signed) => (s: RegisterState) => acceptDescriptor(s, signed, at)),
  ]
  for (const step of steps) {
    if (!state.ok) return state
    state = step(state.value)
  }
  return state.ok ? ok(state.value) : state
}
