import type { Label } from '@basinet/kernel/contract'
import type { Agreement } from '../agreements/index.ts'
import { activeAgreement, testText } from '../agreements/test-agreement.ts'
import { testNetwork, type TestNetwork } from '../register/test-network.ts'
import { testLabel } from '../wire/test-parties.ts'
import type { Dice } from './dice.ts'

/** Thirteen nations and a regional body, which is named a recipient of nothing. */
export const NATIONS = [
  'ATG',
  'BHS',
  'BRB',
  'DMA',
  'DOM',
  'GRD',
  'GUY',
  'JAM',
  'LCA',
  'SUR',
  'TTO',
  'VCT',
  'KNA',
  'REG',
] as const
export const START = Date.UTC(2026, 10, 24)
export const DAY_MS = 86_400_000
export const LEASE_DAYS = 7

export interface Region {
  readonly network: TestNetwork
  readonly agreements: ReadonlyMap<string, Agreement>
}

let made: Region | null = null

/** The same for every seed: keys and signatures cost more than a small run. */
export function region(): Region {
  if (made !== null) return made
  const network = testNetwork(NATIONS, START)
  const states = NATIONS.filter((n) => n !== 'REG')
  const texts = [
    testText(states, START, {
      id: '0192f3a0-0000-7000-8000-00000000a001',
      kinds: [
        { type: 'vessel-sighting', mode: 'full', fields: null },
        { type: 'track', mode: 'full', fields: null },
      ],
      personal: false,
      classCeiling: 'restricted',
      leaseDays: LEASE_DAYS,
    }),
    testText(['BRB', 'GRD', 'LCA', 'TTO', 'VCT'], START, {
      id: '0192f3a0-0000-7000-8000-00000000a002',
      kinds: [{ type: 'person-note', mode: 'full', fields: null }],
      retentionDays: 10,
      leaseDays: LEASE_DAYS,
    }),
    testText(['DOM', 'GUY', 'JAM', 'LCA', 'SUR', 'TTO'], START, {
      id: '0192f3a0-0000-7000-8000-00000000a003',
      kinds: [{ type: 'firearm-trace', mode: 'full', fields: null }],
      onward: { rule: 'listed', to: ['GUY', 'JAM', 'LCA', 'SUR'] },
      personal: false,
      leaseDays: LEASE_DAYS,
    }),
  ]
  const agreements = new Map(texts.map((text) => [text.id, activeAgreement(network, text)]))
  made = { network, agreements }
  return made
}

/** A record somebody writes, now and then one that may not leave at all. */
export function someLabel(dice: Dice, agreement: Agreement, owner: string, at: number): Label {
  const others = agreement.text.parties.filter((p) => p !== owner)
  const listed = agreement.text.onward.rule === 'listed'
  const eraseIn = dice.chance(0.3) ? dice.int(1, 20) * DAY_MS : null
  return testLabel({
    owner,
    class: dice.chance(0.1) ? 'secret' : 'restricted',
    releaseTo: dice.some(others, dice.int(1, others.length)).toSorted(),
    personal: agreement.text.personal,
    juvenile: dice.chance(0.05),
    onward: listed ? dice.pick(['listed', 'listed', 'none']) : 'none',
    eraseBy: eraseIn === null ? null : new Date(at + eraseIn).toISOString(),
    sources: [owner],
  })
}
