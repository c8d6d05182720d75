import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { followChain, type ChainEvent } from './chain.ts'
import type { CustodyEvent } from './contract/custody-event.ts'
import { eventHash } from './event-hash.ts'
import type { GapCode } from './gap.ts'
import { BLANK, chainArbitrary, headOf, link, PEOPLE } from './test-chain.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 20_000 : 500
const seed = Number(process.env['BASINET_SEED'] ?? process.pid)
const settings = { numRuns: RUNS, seed }
const NOW = new Date('2027-01-01T00:00:00Z')

const codes = (events: readonly ChainEvent[], head = headOf(events)): GapCode[] =>
  followChain(events, head, NOW).gaps.map((gap) => gap.code)

describe(`properties (seed ${seed})`, () => {
  test('a chain that kept to the rules has no gap, and one holder until its end', () => {
    fc.assert(
      fc.property(chainArbitrary, (events) => {
        const chain = followChain(events, headOf(events), NOW)
        expect(chain.gaps).toEqual([])
        expect(chain.holder === null).toBe(chain.ended !== null)
      }),
      settings,
    )
  })

  test('any event left out, the last too, is missed', () => {
    fc.assert(
      fc.property(chainArbitrary, fc.nat(), (events, n) => {
        const without = events.toSpliced(n % events.length, 1)
        expect(codes(without, headOf(events))).toContain('missing-event')
      }),
      settings,
    )
  })

  test('any event changed in any field shows, also when its own hash is made to fit', () => {
    const field = fc.constantFrom<keyof CustodyEvent>(
      'place',
      'by',
      'condition',
      'sealAfter',
      'witness',
      'at',
    )
    fc.assert(
      fc.property(chainArbitrary, fc.nat(), field, (events, n, name) => {
        const at = n % events.length
        const event = events[at] as ChainEvent
        const body = { ...event.body, [name]: name === 'at' ? '2026-11-24T07:59:59.999Z' : 'forged' }
        const forged = events.with(at, { id: event.id, body, hash: eventHash(event.id, body) })
        expect(codes(forged, headOf(events))).toContain('altered')
      }),
      settings,
    )
  })

  test('two events in the wrong order show', () => {
    fc.assert(
      fc.property(chainArbitrary, fc.nat(), (events, n) => {
        fc.pre(events.length > 1)
        const at = n % (events.length - 1)
        const swapped = events.with(at, events[at + 1] as ChainEvent).with(at + 1, events[at] as ChainEvent)
        expect(codes(swapped)).toContain('missing-event')
      }),
      settings,
    )
  })

  test('a gap stays whatever follows', () => {
    fc.assert(
      fc.property(chainArbitrary, fc.nat(), fc.nat(), (events, n, cut) => {
        const broken = events.toSpliced(n % events.length, 1)
        const early = followChain(broken.slice(0, cut % (broken.length + 1)), null, NOW).gaps
        expect(followChain(broken, null, NOW).gaps).toEqual(expect.arrayContaining([...early]))
      }),
      settings,
    )
  })
})

const [anna, ben, cleo, registrar] = PEOPLE as [
  (typeof PEOPLE)[number],
  (typeof PEOPLE)[number],
  (typeof PEOPLE)[number],
  (typeof PEOPLE)[number],
]

/** A chain begun with a seizure by Anna under seal S-1; each step is `[fields, minutes after the start]`. */
function chain(...steps: [fields: Partial<CustodyEvent>, minutes: number][]): ChainEvent[] {
  const begun: [Partial<CustodyEvent>, number] = [{ kind: 'seized', to: anna, sealAfter: 'S-1' }, 0]
  const events: ChainEvent[] = []
  for (const [fields, minutes] of [begun, ...steps])
    events.push(link(events.at(-1) ?? null, { ...BLANK, ...fields }, minutes))
  return events
}

const seal = { sealBefore: 'S-1', sealAfter: 'S-1' }
const sent = { kind: 'transferred', from: anna, to: ben, by: 'p-anna', ...seal } as const
const came = { kind: 'received', to: ben, by: 'p-ben', ...seal } as const

test.each<[what: string, events: ChainEvent[], gaps: GapCode[]]>([
  ['nothing wrong', chain([sent, 5], [came, 60]), []],
  ['no beginning', [link(null, { ...BLANK, ...came, sealBefore: null }, 0)], ['no-origin', 'not-sent']],
  ['received before it was sent', chain([sent, 60], [came, 5]), ['time-order']],
  ['received by another', chain([sent, 5], [{ ...came, to: cleo, by: 'p-cleo' }, 9]), ['receiver-mismatch']],
  ['received out of nowhere', chain([came, 9]), ['not-sent']],
  [
    'given to oneself',
    chain([{ ...sent, to: anna }, 5], [{ ...came, to: anna, by: 'p-anna' }, 6]),
    ['same-person'],
  ],
  ['given by one who did not have it', chain([{ ...sent, from: cleo }, 5]), ['holder-mismatch']],
  ['found with another', chain([{ kind: 'checked', to: ben, by: 'p-ben', ...seal }, 5]), ['holder-mismatch']],
  ['late', chain([{ ...sent, expectedAt: '2026-11-24T08:30:00.000Z' }, 5], [came, 31]), ['late-receipt']],
  [
    'another seal than was left',
    chain([sent, 5], [{ ...came, sealBefore: 'S-9', sealAfter: 'S-9' }, 9]),
    ['seal-mismatch'],
  ],
  [
    'no seal where one was',
    chain([sent, 5], [{ ...came, sealBefore: null, sealAfter: null }, 9]),
    ['seal-mismatch'],
  ],
  [
    'a seal used twice',
    chain(
      [{ kind: 'opened', from: anna, sealBefore: 'S-1' }, 5],
      [{ kind: 'resealed', from: anna, sealAfter: 'S-1' }, 9],
    ),
    ['seal-reused'],
  ],
  [
    'moved while open',
    chain(
      [{ kind: 'opened', from: anna, sealBefore: 'S-1' }, 5],
      [{ ...sent, sealBefore: null, sealAfter: null }, 9],
    ),
    ['unsealed'],
  ],
  [
    'more than before, then in another unit',
    chain(
      [{ kind: 'analysed', quantity: { value: 5, unit: 'g' } }, 1],
      [{ kind: 'analysed', quantity: { value: 6, unit: 'g' } }, 2],
      [{ kind: 'analysed', quantity: { value: 1, unit: 'ml' } }, 3],
    ),
    ['quantity-grew', 'unit-changed'],
  ],
  [
    'another content',
    chain([{ ...sent, sha256: 'a'.repeat(64) }, 5], [{ ...came, sha256: 'b'.repeat(64) }, 6]),
    ['hash-mismatch'],
  ],
  [
    'sent after its destruction',
    chain([{ kind: 'destroyed', from: anna, ...seal }, 5], [{ ...sent, from: anna }, 9]),
    ['after-end'],
  ],
])('%s', (_, events, gaps) => {
  expect(codes(events)).toEqual(gaps)
})

test('a mismatch is found once: the chain goes on from what was found', () => {
  const strange = { sealBefore: 'S-9', sealAfter: 'S-9' }
  const events = chain(
    [sent, 5],
    [{ ...came, ...strange }, 9],
    [{ kind: 'produced', from: ben, ...strange }, 20],
  )
  expect(codes(events)).toEqual(['seal-mismatch'])
  expect(followChain(events, null, NOW)).toMatchObject({ seal: 'S-9', holder: ben })
})

describe('what is due', () => {
  const due = '2026-12-01T00:00:00.000Z'
  const before = new Date('2026-11-30T00:00:00Z')
  const lent = chain([{ ...sent, to: cleo, dueBack: due, expectedAt: '2026-11-25T00:00:00.000Z' }, 5])

  test('is a receipt while it is on its way', () => {
    expect(followChain(lent, null, before)).toMatchObject({
      holder: anna,
      overdue: { receipt: true, returns: [] },
    })
  })

  test('is a return once it was received, until the lender’s unit has it again', () => {
    const out = [...lent, link(lent.at(-1) ?? null, { ...BLANK, ...came, to: cleo, by: 'p-cleo' }, 30)]
    expect(followChain(out, null, before).overdue).toEqual({ receipt: false, returns: [] })
    expect(followChain(out, null, NOW).overdue.returns).toEqual([{ dueBack: due, lender: anna }])
    const back = link(out.at(-1) ?? null, { ...BLANK, ...sent, from: cleo, to: anna, by: 'p-cleo' }, 40)
    const home = link(back, { ...BLANK, ...came, to: anna, by: 'p-anna' }, 50)
    expect(followChain([...out, back, home], null, NOW)).toMatchObject({ holder: anna, loans: [], gaps: [] })
  })

  test('a loan from a loan ends with the outer one', () => {
    const steps: [Partial<CustodyEvent>, number][] = [
      [{ ...sent, to: ben, dueBack: due }, 1],
      [{ ...came, to: ben }, 2],
      [{ ...sent, from: ben, to: registrar, by: 'p-ben', dueBack: due }, 3],
      [{ ...came, to: registrar, by: 'p-clerk' }, 4],
    ]
    expect(followChain(chain(...steps), null, NOW).overdue.returns).toHaveLength(2)
    const home: [Partial<CustodyEvent>, number][] = [
      [{ ...sent, from: registrar, to: anna, by: 'p-clerk' }, 5],
      [{ ...came, to: anna, by: 'p-anna' }, 6],
    ]
    expect(followChain(chain(...steps, ...home), null, NOW)).toMatchObject({ loans: [], gaps: [] })
  })

  test('a hand-over that was declined lent nothing', () => {
    const declined = link(lent.at(-1) ?? null, { ...BLANK, kind: 'declined', from: anna, ...seal }, 30)
    expect(followChain([...lent, declined], null, NOW)).toMatchObject({
      loans: [],
      transit: null,
      holder: anna,
    })
  })
})
