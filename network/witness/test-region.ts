import { must } from '@basinet/kernel/contract'
import {
  cosigner,
  edgeTiles,
  formatVerifierKey,
  formatWitnessAnswer,
  HASH_BYTES,
  noteSigner,
  parsePolicy,
  signCheckpoint,
  TileBuilder,
  treeHasher,
  type HttpAnswer,
  type NoteSigner,
  type TileReader,
  type TlogPolicy,
} from '@basinet/transparency-log'
import { seedSigner, verifySignature } from '../wire/index.ts'
import type { LogAlarm } from './alarm.ts'
import { memoryWitnessStore } from './memory-store.ts'
import { createMirror, type Mirror } from './mirror.ts'
import type { OwnLog } from './own-log.ts'
import type { WitnessPort } from './port.ts'
import { createWitness, type Witness } from './witness.ts'

export const hasher = treeHasher()
export const ORIGIN = 'lca.example/audit'

export function logSigner(origin: string, byte: number): NoteSigner {
  const signer = seedSigner('LCA', new Uint8Array(32).fill(byte))
  return must(noteSigner(origin, signer.publicKey, (message) => signer.sign(message)))
}

function witnessSigner(name: string, byte: number): NoteSigner {
  const signer = seedSigner('LCA', new Uint8Array(32).fill(byte))
  return must(cosigner(`${name}.example/w`, signer.publicKey, (message) => signer.sign(message)))
}

/** A log in memory that signs what it has; a snapshot of it is a backup. */
export class TestLog {
  readonly signer: NoteSigner
  readonly #tiles = new Map<string, Uint8Array>()
  #builder: TileBuilder = must(TileBuilder.resume(hasher, 0, []))

  constructor(signer = logSigner(ORIGIN, 1)) {
    this.signer = signer
  }

  get size(): number {
    return this.#builder.size
  }

  readonly tiles: TileReader = {
    readTiles: (wanted) =>
      Promise.resolve(
        wanted.map((tile) => {
          const bytes = this.#tiles.get(`${tile.level}/${tile.index}`)
          return bytes === undefined || bytes.length < tile.width * HASH_BYTES
            ? null
            : bytes.slice(0, tile.width * HASH_BYTES)
        }),
      ),
  }

  append(...entries: readonly string[]): void {
    this.appendHashes(entries.map((entry) => hasher.leaf(new TextEncoder().encode(entry))))
  }

  appendHashes(hashes: readonly Uint8Array[]): void {
    this.#builder.append(hashes)
    for (const { tile, bytes } of this.#builder.takeTiles())
      this.#tiles.set(`${tile.level}/${tile.index}`, bytes.slice())
  }

  checkpoint(): string {
    return this.sign(this.size, this.#builder.root())
  }

  readonly sign = (size: number, root: Uint8Array): string =>
    must(signCheckpoint({ origin: this.signer.key.name, size, root, extensions: [] }, this.signer))

  async backup(): Promise<TestLog> {
    const copy = new TestLog(this.signer)
    for (const [place, bytes] of this.#tiles) copy.#tiles.set(place, bytes.slice())
    const edges = (await this.tiles.readTiles(edgeTiles(this.size))) as Uint8Array[]
    copy.#builder = must(TileBuilder.resume(hasher, this.size, edges))
    return copy
  }
}

export interface TestWitness {
  readonly name: string
  readonly signer: NoteSigner
  readonly witness: Witness
  readonly mirror: Mirror
  readonly alarms: LogAlarm[]
  /** What it alone had cosigned and a restored log has lost. */
  readonly losses: LogAlarm[]
  readonly port: WitnessPort
  down: boolean
}

export interface TestRegion {
  readonly witnesses: readonly TestWitness[]
  readonly ports: readonly WitnessPort[]
  readonly policy: TlogPolicy
  nowMs: number
  own(log: TestLog): OwnLog
}

/** Witnesses by name, and a policy that asks for `quorum` of them. */
export function testRegion(names: readonly string[], quorum: number, log: TestLog): TestRegion {
  const clock = { nowMs: 1_800_000_000_000 }
  const majority = (): TlogPolicy => policy
  const witnesses = names.map((name, i) => testWitness(name, 20 + i, log, clock, majority))
  const lines = [
    `log ${formatVerifierKey(log.signer.key)}`,
    ...witnesses.map(({ name, witness }) => `witness ${name} ${formatVerifierKey(witness.key)}`),
    `group region ${quorum} ${names.join(' ')}`,
    'quorum region',
  ]
  const policy: TlogPolicy = must(parsePolicy(`${lines.join('\n')}\n`))
  return {
    witnesses,
    ports: witnesses.map((w) => w.port),
    policy,
    get nowMs() {
      return clock.nowMs
    },
    set nowMs(value) {
      clock.nowMs = value
    },
    own: (one) => ({
      origin: ORIGIN,
      keys: [one.signer.key],
      size: one.size,
      tiles: one.tiles,
      hasher,
      verify: verifySignature,
      policy,
      sign: one.sign,
    }),
  }
}

function testWitness(
  name: string,
  byte: number,
  log: TestLog,
  clock: { nowMs: number },
  majority: () => TlogPolicy,
): TestWitness {
  const store = memoryWitnessStore()
  const mirror = createMirror(store, hasher)
  const signer = witnessSigner(name, byte)
  const witness = createWitness({
    signer,
    store,
    mirror,
    logKeys: (origin) => (origin === ORIGIN ? [log.signer.key] : []),
    majority,
    hasher,
    verify: verifySignature,
    nowMs: () => clock.nowMs,
  })
  const alarms: LogAlarm[] = []
  const losses: LogAlarm[] = []
  const down = false
  const one: TestWitness = { name, signer, witness, mirror, alarms, losses, down, port: {} as WitnessPort }
  const port: WitnessPort = {
    name,
    async addCheckpoint(body, leaves): Promise<HttpAnswer | null> {
      if (one.down) return null
      const { answer, alarm } = await witness.addCheckpoint(body, leaves, 'log')
      if (alarm !== null) alarms.push(alarm)
      return formatWitnessAnswer(answer)
    },
    async addRestored(body, leaves): Promise<HttpAnswer | null> {
      if (one.down) return null
      const { answer, loss } = await witness.addRestored(body, leaves, 'log')
      if (loss !== null) losses.push(loss)
      return formatWitnessAnswer(answer)
    },
    async checkpoint(origin) {
      return one.down ? null : { note: await witness.checkpoint(origin) }
    },
    held: async (origin) => (one.down ? null : mirror.held(origin)),
    async leaves(origin, begin, end) {
      return one.down ? null : { hashes: must(await mirror.leaves(origin, begin, end)) }
    },
  }
  return Object.assign(one, { port })
}
