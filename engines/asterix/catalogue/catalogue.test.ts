import { describe, expect, it } from 'vitest'
import { meaningOf, specificationOf, titleOf } from './index.ts'

const at = (...path: string[]) => ({ category: 48, edition: '1.32', path })

describe('the catalogue', () => {
  it('says what an item, a field and a code mean', () => {
    expect(titleOf(at('I020'))).toBe('Target Report Descriptor')
    expect(titleOf(at('I010', 'SAC'))).toBe('System Area Code')
    expect(meaningOf(at('I020', 'TYP'), 5)).toBe('Single ModeS Roll-Call')
    expect(meaningOf(at('RE', 'MD5', 'SUM', 'M5'), 1)).toBe('Mode 5 interrogation')
    expect(meaningOf({ category: 62, edition: '1.18', path: ['I390', 'TOD', 'TYP'] }, 0)).toBe(
      'Scheduled off-block time',
    )
  })

  it('says nothing about what is not there', () => {
    expect(meaningOf(at('I020', 'TYP'), 99)).toBeNull()
    expect(titleOf(at('I999'))).toBeNull()
    expect(titleOf({ ...at('I020'), edition: '9.9' })).toBeNull()
    expect(specificationOf(3)).toBeNull()
  })
})
