import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  acceptRegister,
  foundNetwork,
  isMember,
  members,
  rootsOf,
  signDescriptor,
  thresholdOf,
  type Register,
  type RegisterState,
} from '../register/index.ts'
import { DOMAIN, encodeCbor, inDomain, sameBytes, toHex, type Cbor, type Signer } from '../wire/index.ts'
import type { KnownCertificate } from './certificates.ts'
import { timedKeys, type Introduction, type Mark } from './ceremony.ts'
import type { OwnKeys } from './keys.ts'
import { registerOf, type Statement } from './statements.ts'

const DAY_MS = 86_400_000
/** As the first register's. */
export const REGISTER_DAYS = 30
const REGISTER_DAYS_MAX = 366

/** What people decide: who comes, who goes, how many decide from then on, and how long the register is good for. */
export interface ChangeWish {
  readonly admit: readonly Introduction[]
  readonly remove: readonly string[]
  readonly threshold: number | null
  readonly days: number
}

/**
 * A next register as a file that goes round: newcomers state their descriptor in it, then members sign it until enough have. It
 * carries what a newcomer needs to know of the network, and nothing secret.
 */
export interface RegisterChange {
  /** What is signed so far, in the order it was accepted in: founding, registers, descriptors, revocations. */
  readonly history: readonly Statement[]
  readonly certificates: readonly KnownCertificate[]
  readonly introductions: readonly Introduction[]
  readonly next: Omit<Register, 'v' | 'network' | 'descriptors'>
  /** Signed by the newcomers. */
  readonly descriptors: readonly Uint8Array[]
  readonly marks: readonly Mark[]
}

const NONE = new Uint8Array()
const REGISTER_KINDS: readonly string[] = ['founding', 'register', 'descriptor', 'revocation']

/** Errors: `register.known`, `register.unknown`, `register.mode`, `register.roots`, `register.days`. */
export function proposeRegister(
  state: RegisterState,
  statements: readonly Statement[],
  certificates: readonly KnownCertificate[],
  wish: ChangeWish,
  at: number,
): Result<RegisterChange> {
  const { admit, remove, threshold, days } = wish
  const now = members(state)
  const known = admit.find((i) => now.includes(i.nation))
  if (known !== undefined) return fail('register.known', `${known.nation} is a member`, 'admit')
  const stranger = remove.find((nation) => !now.includes(nation))
  if (stranger !== undefined) return fail('register.unknown', `${stranger} is no member`, 'remove')
  if (admit.some((i) => i.mode !== state.founding.value.mode))
    return fail('register.mode', 'demonstration nodes and service nodes never share a network', 'admit')
  if (!Number.isInteger(days) || days < 1 || days > REGISTER_DAYS_MAX)
    return fail('register.days', `1 to ${REGISTER_DAYS_MAX} days`, 'days')
  const roots = [
    ...rootsOf(state).filter((r) => !remove.includes(r.nation)),
    ...admit.map(({ nation, root }) => ({ nation, key: root })),
  ].toSorted(byNation)
  const needed = threshold ?? Math.min(thresholdOf(state), roots.length)
  if (!Number.isInteger(needed) || needed < 1 || needed > roots.length)
    return fail('register.roots', `the threshold is 1 to ${roots.length}`, 'threshold')
  const before = state.register
  const left = new Set([...(before?.value.left ?? []), ...remove])
  for (const { nation } of admit) left.delete(nation)
  return ok({
    history: statements.filter((s) => REGISTER_KINDS.includes(s.kind)),
    certificates: [
      ...certificates,
      ...admit.map(({ nation, certificate }) => ({ nation, pem: certificate })),
    ],
    introductions: admit.toSorted(byNation),
    next: {
      version: (before?.value.version ?? 0) + 1,
      previous: before?.hash ?? null,
      at,
      until: at + days * DAY_MS,
      threshold: needed,
      roots,
      left: [...left].toSorted(),
    },
    descriptors: [],
    marks: [],
  })
}

const byNation = (a: { readonly nation: string }, b: { readonly nation: string }): number =>
  a.nation < b.nation ? -1 : 1

export interface ChangeTurn {
  readonly change: RegisterChange
  /** The signed register once enough have signed. */
  readonly register: Uint8Array | null
  /** Who may go on: newcomers first, then members. */
  readonly waitsFor: readonly string[]
  /** Signatures of members still needed. */
  readonly missing: number
}

/**
 * This node's turn, whichever it is. `state`: the register as this node knows it; null for a newcomer, which takes it from the
 * file. Errors: `register.behind`, `register.stranger`, `register.turn`, those of accepting a register.
 */
export function takeRegisterTurn(
  change: RegisterChange,
  keys: OwnKeys,
  state: RegisterState | null,
  at: number,
): Result<ChangeTurn> {
  const base = baseOf(change, keys.root.nation, state, at)
  if (!base.ok) return base
  const { nation } = keys.root
  const mine = change.introductions.find((i) => i.nation === nation)
  const member = members(base.value).includes(nation)
  if (mine === undefined && !member)
    return fail('register.stranger', `${nation} is neither a member nor a newcomer of it`)
  const stated = mine === undefined ? ok(change) : withDescriptor(change, base.value, mine, keys, at)
  if (!stated.ok) return stated
  const newcomers = withoutDescriptor(stated.value)
  if (member && newcomers.length > 0)
    return fail('register.turn', `these state their node first: ${newcomers.join(', ')}`)
  const signed = member ? withMark(stated.value, base.value, keys.root) : stated.value
  return finish(signed, base.value, at)
}

/** The register this change stands on: the file's own, which must be the one this node knows. */
function baseOf(
  change: RegisterChange,
  me: string,
  state: RegisterState | null,
  at: number,
): Result<RegisterState> {
  const told = registerOf(change.history, at)
  if (!told.ok) return told
  if (told.value === null) return fail('register.behind', 'it holds no founding')
  if (state === null) return ok(told.value)
  if (!sameBytes(state.founding.hash, told.value.founding.hash))
    return fail('register.behind', 'it is of another network')
  // Who comes back was not told what happened since.
  if (!isMember(state, me) || change.introductions.some((i) => i.nation === me)) return ok(told.value)
  const same = toHex(state.register?.hash ?? NONE) === toHex(change.next.previous ?? NONE)
  return same
    ? ok(state)
    : fail('register.behind', 'the register is not the one it was proposed on: propose it anew')
}

const withoutDescriptor = ({ introductions, descriptors }: RegisterChange): string[] =>
  introductions.slice(descriptors.length).map((i) => i.nation)

/** Newcomers state themselves in the order of their nations, so that everybody signs the same bytes. */
function withDescriptor(
  change: RegisterChange,
  base: RegisterState,
  mine: Introduction,
  keys: OwnKeys,
  at: number,
): Result<RegisterChange> {
  const { nation, publicKey } = keys.root
  if (!sameBytes(mine.root, publicKey))
    return fail('register.stranger', `it does not hold the root key of ${nation} as this node has it`)
  const [next] = withoutDescriptor(change)
  const turn = change.introductions.findIndex((i) => i.nation === nation)
  if (turn < change.descriptors.length) return ok(change)
  if (next !== nation) return fail('register.turn', `${next ?? 'nobody'} states its node first`)
  const descriptor = signDescriptor(
    {
      network: base.founding.hash,
      nation,
      kind: mine.kind,
      mode: mine.mode,
      // Above whatever a node of this nation said when it was a member before.
      serial: (base.descriptors.get(nation)?.value.serial ?? 0) + 1,
      at,
      sign: timedKeys(keys.sign),
      agree: timedKeys(keys.agree),
      tls: [...keys.tlsHashes],
      urls: [...mine.urls],
      oprf: [],
    },
    keys.root,
  )
  return ok({ ...change, descriptors: [...change.descriptors, descriptor] })
}

function statementOf(change: RegisterChange, base: RegisterState): Uint8Array {
  const stays = new Set(change.next.roots.map((r) => r.nation))
  const standing = [...base.descriptors.values()]
    .filter(
      (d) => stays.has(d.value.nation) && !change.introductions.some((i) => i.nation === d.value.nation),
    )
    .map((d) => d.signed)
  const descriptors = [...standing, ...change.descriptors]
  return encodeCbor({ v: 1, network: base.founding.hash, ...change.next, descriptors })
}

function withMark(change: RegisterChange, base: RegisterState, root: Signer): RegisterChange {
  if (change.marks.some(([by]) => by === root.nation)) return change
  const signature = root.sign(inDomain(DOMAIN.register, statementOf(change, base)))
  return { ...change, marks: [...change.marks, [root.nation, root.keyId, signature]] }
}

function finish(change: RegisterChange, base: RegisterState, at: number): Result<ChangeTurn> {
  const newcomers = withoutDescriptor(change)
  const signed = change.marks.map(([by]) => by)
  const waitsFor = newcomers.length > 0 ? newcomers : members(base).filter((n) => !signed.includes(n))
  const missing = Math.max(0, Math.max(thresholdOf(base), change.next.threshold) - signed.length)
  if (newcomers.length > 0 || missing > 0) return ok({ change, register: null, waitsFor, missing })
  const register = encodeCbor([statementOf(change, base), change.marks.map((m): Cbor => [...m])])
  const accepted = acceptRegister(base, register, at)
  return accepted.ok ? ok({ change, register, waitsFor: [], missing: 0 }) : accepted
}

/** The network's own name and hash, as a newcomer compares them by telephone. Errors: as of `foundNetwork`. */
export function foundingOf(change: RegisterChange): Result<RegisterState> {
  const founding = change.history.find((s) => s.kind === 'founding')
  return founding === undefined
    ? fail('register.behind', 'it holds no founding')
    : foundNetwork(founding.body)
}
