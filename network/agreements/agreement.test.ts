import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must, type Result } from '@basinet/kernel/contract'
import { signKeys } from '../register/index.ts'
import { testNetwork } from '../register/test-network.ts'
import { ACTIONS_MAX, addAction, addSignature, draftAgreement, paperOf, type Agreement } from './agreement.ts'
import { inForce, stateOf } from './state.ts'
import { signAgreement } from './statements.ts'
import { act, actionOf, activeAgreement, signatureOf, testText } from './test-agreement.ts'
import { checkText } from './text.ts'

const AT = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const network = testNetwork(['LCA', 'BRB', 'VCT', 'GRD'], AT)
const keys = signKeys(network.state, AT)
const text = testText(['LCA', 'BRB', 'VCT'], AT)
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

describe('the life of an agreement', () => {
  it('goes from draft over the parties’ signatures and files to active, and ends for good', () => {
    let agreement = must(draftAgreement(text))
    const seen = [stateOf(agreement)]
    const step = (next: Agreement) => {
      agreement = next
      seen.push(stateOf(agreement))
    }
    step(act(network, agreement, 'LCA', 'offer'))
    for (const party of text.parties)
      step(must(addSignature(agreement, signatureOf(network, text, party), keys)))
    for (const party of text.parties) step(act(network, agreement, party, 'activate'))
    step(act(network, agreement, 'BRB', 'suspend'))
    step(act(network, agreement, 'VCT', 'suspend'))
    step(act(network, agreement, 'BRB', 'resume'))
    step(act(network, agreement, 'VCT', 'resume'))
    step(act(network, agreement, 'LCA', 'end'))
    step(act(network, agreement, 'LCA', 'resume'))
    expect(seen.join(' ')).toBe(
      'draft offered offered offered countersigned countersigned countersigned active suspended suspended suspended active ended ended',
    )
  })

  it('is in force only in its time', () => {
    const timed = activeAgreement(network, { ...text, validFrom: AT, validUntil: AT + DAY })
    expect([AT - 1, AT, AT + DAY - 1, AT + DAY].map((at) => inForce(timed, at))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('is countersigned only when all bind to one paper, where the text itself names none', () => {
    const bare = { ...text, instrument: null }
    const paper = (fill: number) => {
      const instrument = { hash: new Uint8Array(32).fill(fill), name: 'signed.pdf', bytes: 1 }
      return (party: string) => {
        const stated = { party, signatory: 'M', capacity: 'C', enablingLaw: 'L', at: AT }
        return signAgreement(bare, instrument.hash, stated, network.member(party).signer)
      }
    }
    const draft = must(draftAgreement(bare))
    const [one, ...others] = bare.parties as [string, ...string[]]
    const begun = must(addSignature(draft, paper(1)(one), keys))
    const all = (fill: number) =>
      others.reduce((held, party) => must(addSignature(held, paper(fill)(party), keys)), begun)
    expect([stateOf(begun), stateOf(all(1)), stateOf(all(2))]).toEqual([
      'offered',
      'countersigned',
      'offered',
    ])
    expect([paperOf(draft), paperOf(all(2))]).toEqual(['none', 'differ'])
  })

  it('lets a party that acted too often end it and nothing else', () => {
    const often = Array.from({ length: ACTIONS_MAX }, (_, i) => i).reduce(
      (held, i) => {
        const value = { party: 'LCA', n: i + 1, action: 'suspend' }
        const actions = new Map(held.actions).set(`LCA/${i + 1}`, {
          value,
          signed: new Uint8Array(),
        } as never)
        return { ...held, actions }
      },
      must(draftAgreement(text)),
    )
    const next = (action: 'suspend' | 'end') =>
      addAction(often, actionOf(network, text, 'LCA', action, ACTIONS_MAX + 1), keys)
    expect([code(next('suspend')), next('end').ok]).toEqual(['agreement.actions', true])
  })

  it('takes only what parties signed about this text and this paper', () => {
    const draft = must(draftAgreement(text))
    const other = { ...text, classCeiling: 'secret' as const }
    expect(code(addSignature(draft, signatureOf(network, other, 'LCA'), keys))).toBe('agreement.other')
    expect(code(addSignature(draft, signatureOf(network, text, 'GRD'), keys))).toBe('agreement.party')
    const paper = { ...text, instrument: { hash: new Uint8Array(32).fill(9), name: 'other.pdf', bytes: 1 } }
    const forged = signatureOf(network, paper, 'LCA')
    expect(code(addSignature(draft, forged, keys))).toBe('agreement.other')
    const stranger = signKeys(testNetwork(['JAM'], AT).state, AT)
    expect(code(addSignature(draft, signatureOf(network, text, 'LCA'), stranger))).toBe('signature.unknown')
    const once = must(addSignature(draft, signatureOf(network, text, 'LCA'), keys))
    expect(addSignature(once, signatureOf(network, text, 'LCA'), keys)).toEqual({ ok: true, value: once })
    const begun = act(network, draft, 'LCA', 'offer')
    expect(code(addAction(begun, actionOf(network, text, 'LCA', 'end', 1), keys))).toBe('agreement.fork')
  })

  it('has the same state in whatever order its statements come', () => {
    const actions = ['offer', 'activate', 'suspend', 'resume', 'end'] as const
    const action = fc.tuple(fc.constantFrom(...text.parties), fc.constantFrom(...actions))
    fc.assert(
      fc.property(fc.array(action, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (given, dice) => {
        const counts = new Map<string, number>()
        const steps = [
          ...text.parties.map((p) => (a: Agreement) => addSignature(a, signatureOf(network, text, p), keys)),
          ...given.map(([party, what]) => {
            const n = (counts.get(party) ?? 0) + 1
            counts.set(party, n)
            const signed = actionOf(network, text, party, what, n)
            return (a: Agreement) => addAction(a, signed, keys)
          }),
        ]
        const run = (order: typeof steps) =>
          stateOf(order.reduce((a, s) => must(s(a)), must(draftAgreement(text))))
        const shuffled = steps
          .map((s) => ({ s, at: dice.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ s }) => s)
        expect(run(shuffled)).toBe(run(steps))
      }),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 40 },
    )
  })
})

describe('a text', () => {
  it.each([
    ['givers', { givers: ['GRD'] }, 'not-a-party'],
    ['releaseCeiling', { releaseCeiling: ['BRB', 'LCA'] }, 'misses-a-party'],
    ['onward.to', { onward: { rule: 'listed' as const, to: ['JAM'] } }, 'above-ceiling'],
    ['onward.to', { onward: { rule: 'none' as const, to: ['BRB'] } }, 'list-without-rule'],
    ['onward.to', { onward: { rule: 'listed' as const, to: [] } }, 'rule-without-list'],
    ['kinds', { kinds: [{ type: 'a', mode: 'summary' as const, fields: null }] }, 'summary-without-fields'],
    ['validUntil', { validUntil: AT - 2 * DAY }, 'ends-before-it-begins'],
    ['units', { units: [{ nation: 'JAM', unit: 'x', vetted: true }] }, 'not-a-party'],
    ['juvenile', { juvenile: true, personal: false }, 'is-personal'],
  ])('that contradicts itself in %s is not drafted', (field, change, found) => {
    expect(checkText({ ...text, ...change })).toEqual([{ field, code: found }])
    expect(draftAgreement({ ...text, ...change })).toMatchObject({ error: { code: 'agreement.text', field } })
  })
})
