import { randomBytes } from 'node:crypto'
import { must } from '@basinet/kernel/contract'
import { deriveKeys } from '@basinet/oprf'
import {
  answerHit,
  askHit,
  freshLedger,
  HeldSet,
  HIT_SUITE,
  keyInfo,
  readHitAnswer,
  SetCopy,
  type QuestionTerms,
} from '@basinet/network/hit'
import { ratiosOf, type BenchResult } from './bench.ts'

const TOKENS = 8
const QUESTIONS = 60
const INDEXED = 1000
const OUTPUT_BYTES = 8
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

/** Processor milliseconds of a piece of work; user and system, as load on the machine does not stretch them as it does the clock. */
function cpuMs(work: () => void): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/** `npm run bench -- hit`: what a blind question of eight tokens and one indexed token cost, per CPU-second. */
export function run(): Promise<BenchResult> {
  const name = { class: 'persons', epoch: 1 }
  const keys = must(deriveKeys(HIT_SUITE, random(32), keyInfo(name)))
  const held = new HeldSet(name, keys, OUTPUT_BYTES)
  const index = (from: number, count: number): void => {
    for (let i = from; i < from + count; i++) must(held.put(`r${i}`, [`token ${i}`]))
  }
  index(0, 100)
  const indexMs = cpuMs(() => index(100, INDEXED)) / INDEXED
  const copy = new SetCopy(name, OUTPUT_BYTES)
  must(copy.apply(held.takeUpdate()!))
  const limit = { tokensPerUnit: 1e9, tokensPerNation: 1e9 }
  const holder = { name, keys, limit, random }
  const terms: QuestionTerms = {
    ...name,
    id: 'q',
    agreement: { id: 'a', version: 1 },
    purpose: 'border',
    nation: 'BRB',
    unit: 'u',
  }
  const cost = { ask: 0, answer: 0, read: 0, bytes: 0 }
  for (let q = -10; q < QUESTIONS; q++) {
    const tokens = Array.from({ length: TOKENS }, (_, i) => `token ${q + 10 + i * 100}`)
    let asked!: ReturnType<typeof ask>
    const ask = () => must(askHit(terms, 'case', tokens, random))
    const askMs = cpuMs(() => (asked = ask()))
    let step!: ReturnType<typeof answerHit>
    const answerMs = cpuMs(() => (step = answerHit(holder, asked.question, freshLedger(1))))
    const answer = must(step.answer)
    const readMs = cpuMs(() =>
      must(readHitAnswer(asked.question, asked.secret, answer, keys.publicKey, copy)),
    )
    if (q < 0) continue
    cost.ask += askMs / QUESTIONS
    cost.answer += answerMs / QUESTIONS
    cost.read += readMs / QUESTIONS
    cost.bytes = 32 * (asked.question.blinded.length + answer.evaluated.length) + answer.proof.length
  }
  const bothMs = cost.ask + cost.answer + cost.read
  const ours = { 'questions, both sides': 1000 / bothMs, 'tokens indexed': 1000 / indexMs }
  // reference/network.md 0.10 and 4: 44 ms CPU for 8 tokens, 1.8 ms a token, on two shared cores of that time.
  const rivals = { 'reference prototype, questions': 1000 / 44, 'reference prototype, tokens': 1000 / 1.8 }
  const like = (rival: string): string =>
    rival.endsWith('questions') ? 'questions, both sides' : 'tokens indexed'
  return Promise.resolve({
    name: 'hit',
    unit: 'per CPU-second',
    ours,
    rivals,
    ratios: ratiosOf(ours, rivals, like),
    notes: [
      `${TOKENS} tokens: ${bothMs.toFixed(1)} ms CPU both sides (requester ${(cost.ask + cost.read).toFixed(1)}, holder ${cost.answer.toFixed(1)}), reference 44 ms`,
      `${cost.bytes} bytes of elements and proof a question, both ways, reference 512 without the proof of 64`,
      `${indexMs.toFixed(2)} ms CPU an indexed token, reference 1.8; 100,000 records of 8 tokens: ${((indexMs * 800_000) / 60_000).toFixed(1)} minutes of one core, ${((800_000 * OUTPUT_BYTES) / 1e6).toFixed(1)} MB`,
      'the reference is a figure of its own run, not measured beside ours; the ratio also holds the difference of machine and library version',
    ],
  })
}
