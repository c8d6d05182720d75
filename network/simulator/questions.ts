import { must } from '@basinet/kernel/contract'
import { deriveKeys, type OprfKeys } from '@basinet/oprf'
import { answerHit, askHit, readHitAnswer } from '../hit/question.ts'
import { freshLedger } from '../hit/rate-limit.ts'
import { HeldSet, HIT_SUITE, keyInfo, SetCopy, type SetUpdate } from '../hit/token-set.ts'
import { diceOf, type Dice } from './dice.ts'
import { DAY_MS, NATIONS } from './region.ts'
import type { World } from './world.ts'

const NAME = { class: 'serial', epoch: 1 }
/** Outputs of this length meet by accident once in 2^64: a hit that the oracle has not is a fault and no accident. */
const OUTPUT_BYTES = 8
const TURN_MS = DAY_MS / 2
const TOKENS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
const LIMIT = { tokensPerUnit: 1_000_000, tokensPerNation: 1_000_000 }

/**
 * One nation's set of tokens at another, and blind questions about it: the production sets, questions and answers over the links of the
 * run. What is answered must be what a plain look into the set would have said, as the asker last had it: invariant (5).
 */
export class Questions {
  readonly #world: World
  readonly #dice: Dice
  readonly #holder: string
  readonly #asker: string
  readonly #keys: OprfKeys
  readonly #held: HeldSet
  readonly #copy = new SetCopy(NAME, OUTPUT_BYTES)
  /** What is held in plain, and what of it the copy has been told. */
  readonly #plain = new Map<string, readonly string[]>()
  #told: ReadonlySet<string> = new Set()
  /** On their way, in order, each with the set as it was when it was made. */
  readonly #updates: { readonly update: SetUpdate; readonly tokens: ReadonlySet<string> }[] = []

  constructor(world: World) {
    this.#world = world
    this.#dice = diceOf(world.seed ^ 0x2b7e_1516)
    const [holder = 'REG', asker = 'REG'] = this.#dice.some(NATIONS, 2)
    this.#holder = holder
    this.#asker = asker
    this.#keys = must(deriveKeys(HIT_SUITE, this.#dice.bytes(32), keyInfo(NAME)))
    this.#held = new HeldSet(NAME, this.#keys, OUTPUT_BYTES)
  }

  begin(): void {
    const { calendar } = this.#world
    const turn = async (): Promise<void> => {
      calendar.after(TURN_MS, turn)
      this.#change()
      this.#deliver()
      this.#ask()
    }
    calendar.after(this.#dice.int(0, TURN_MS), turn)
  }

  /** A record comes, changes or goes; an update is made of the difference, perhaps of several. */
  #change(): void {
    if (!this.#world.node(this.#holder).up) return
    const record = `r${this.#dice.int(1, 4)}`
    if (this.#dice.chance(0.3)) {
      this.#held.remove(record)
      this.#plain.delete(record)
    } else {
      const tokens = this.#dice.some(TOKENS, this.#dice.int(1, 3))
      must(this.#held.put(record, tokens))
      this.#plain.set(record, tokens)
    }
    const update = this.#dice.chance(0.7) ? this.#held.takeUpdate() : null
    if (update !== null) this.#updates.push({ update, tokens: new Set([...this.#plain.values()].flat()) })
  }

  /** In order and each at last, as streams carry them; sometimes twice, which changes nothing. */
  #deliver(): void {
    while (this.#updates.length > 0 && this.#reached()) {
      const [next] = this.#updates.splice(0, 1)
      if (next === undefined) return
      const applied = this.#copy.apply(next.update)
      if (!applied.ok) return this.#broken(`an update in its turn was refused: ${applied.error.code}`)
      this.#told = next.tokens
      if (this.#dice.chance(this.#world.sea.weather.doubled) && this.#copy.apply(next.update).ok)
        this.#broken('an update had its effect twice')
    }
  }

  #ask(): void {
    if (!this.#reached()) {
      this.#world.watch.count('questions nobody could answer')
      return
    }
    const tokens = this.#dice.some(TOKENS, this.#dice.int(1, 3))
    const random = (length: number): Uint8Array => this.#dice.bytes(length)
    const terms = {
      ...NAME,
      id: this.#dice.uuid(),
      agreement: { id: 'a', version: 1 },
      purpose: 'border',
      nation: this.#asker,
      unit: 'unit',
    }
    const { question, secret } = must(askHit(terms, 'C-1', tokens, random))
    const holder = { name: NAME, keys: this.#keys, limit: LIMIT, random }
    const step = answerHit(holder, question, freshLedger(NAME.epoch))
    const answer = must(step.answer)
    const result = readHitAnswer(question, secret, answer, this.#keys.publicKey, this.#copy)
    if (!result.ok) return this.#broken(`an honest answer was refused: ${result.error.code}`)
    const found = result.value.outputs.map((o) => tokens[o.token] ?? '').toSorted()
    const expected = tokens.filter((token) => this.#told.has(token)).toSorted()
    if (found.join() !== expected.join())
      this.#broken(
        `asked for ${tokens.join()}: ${found.join() || 'no hit'}, not ${expected.join() || 'no hit'}`,
      )
    this.#world.watch.count(found.length > 0 ? 'hits as the oracle says' : 'no hits as the oracle says')
  }

  /** All is told when the links are whole: what was removed is no longer hit on anywhere. */
  checkSettled(): void {
    const rest = this.#held.takeUpdate()
    const now = new Set([...this.#plain.values()].flat())
    if (rest !== null) this.#updates.push({ update: rest, tokens: now })
    this.#deliver()
    this.#ask()
    if (this.#updates.length > 0) this.#broken('an update never arrived')
    if (this.#copy.size !== now.size) this.#broken(`the copy has ${this.#copy.size} tokens, not ${now.size}`)
  }

  #reached(): boolean {
    const { sea } = this.#world
    const up = this.#world.node(this.#holder).up && this.#world.node(this.#asker).up
    return up && sea.joined(this.#holder, this.#asker) && !this.#dice.chance(sea.weather.loss)
  }

  #broken(what: string): void {
    this.#world.watch.broken('hit', this.#holder, what)
  }
}
