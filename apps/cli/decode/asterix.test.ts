import { encode } from '@basinet/asterix'
import { describe, expect, it } from 'vitest'
import { sharedData, sharedText } from '../../../tests/data/shared.ts'
import { decodeAsterix } from './asterix.ts'
import { runVerb } from './testing.ts'

const MARK = encode([{ cat: 34, edition: '1.29', I010: { SAC: 25, SIC: 7 }, I000: 1, I030: 43_200 }])

describe('basinet decode asterix', () => {
  it('prints one object a record and the errors in their place', async () => {
    const bytes = Buffer.concat([MARK, Buffer.of(0, 0, 0), MARK])
    for (const piece of [1, 4096]) {
      const { code, objects, err } = await runVerb(decodeAsterix, ['-'], bytes, piece)
      expect(code).toBe(0)
      expect(objects).toMatchObject([
        { cat: 34, edition: '1.29', I010: { SAC: 25, SIC: 7 }, I030: 43_200, at: 0 },
        { class: 'ERROR', byte: MARK.length, code: 'stream.skipped' },
        { cat: 34, at: MARK.length + 3 },
      ])
      expect(err).toContain('records 2, problems 1\n  stream.skipped 1\n')
      expect(err).toContain('category 034 source 25/7: edition')
    }
  })

  it('prints nothing but the summary with --summary-only', async () => {
    const { out, err } = await runVerb(decodeAsterix, ['-', '--summary-only'], MARK)
    expect(out).toBe('')
    expect(err).toContain('records 1')
  })

  it('refuses wrong usage and what it cannot read', async () => {
    expect(await runVerb(decodeAsterix, ['a', 'b'], '')).toMatchObject({ code: 2 })
    expect(await runVerb(decodeAsterix, ['-', '--loud'], '')).toMatchObject({ code: 2 })
    expect(await runVerb(decodeAsterix, ['/nonexistent/a.pcap'], '')).toMatchObject({ code: 1 })
  })
})

const feed = sharedData('maritime/asterix/cat_034_048.pcap')

describe('the recorded radar feed', () => {
  it.runIf(feed !== null)('gives as many records as the reference decode, by category', async () => {
    const { objects } = await runVerb(decodeAsterix, [feed ?? ''], '')
    const reference = sharedText('maritime/asterix/cat_034_048.croatiacontrol.jsonl') ?? ''
    const theirs = reference.split('\n').filter((line) => line.trim() !== '')
    expect(objects.length).toBe(theirs.length)
    expect(objects.filter((object) => object['cat'] === 48).length).toBe(128)
  })

  it.runIf(feed === null)('is absent (data absent)', () => {
    expect(feed).toBeNull()
  })
})
