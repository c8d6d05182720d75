import ms from 'milsymbol'
import { expect, it } from 'vitest'
import { sidc } from './contact-symbol.ts'

const KINDS = [
  'go-fast',
  'fishing',
  'yacht',
  'cargo',
  'tanker',
  'passenger',
  'semi-submersible',
  'aircraft',
  'person-in-water',
  'debris',
  'other',
  'unknown',
] as const

it.each(KINDS)('%s is a symbol the standard knows, marked as simulated where it is', (kind) => {
  for (const simulated of [false, true]) {
    const code = sidc(kind, simulated)
    expect(code).toMatch(/^\d{20}$/)
    expect(new ms.Symbol(code).isValid()).toBe(true)
    expect(new ms.Symbol(code).getMetadata().context).toBe(simulated ? 'Simulation' : 'Reality')
  }
})
