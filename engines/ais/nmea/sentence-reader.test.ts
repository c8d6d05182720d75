import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from '../encode/encode.ts'
import { REPORT_FLAG } from '../stream/report.ts'
import { decodeText, sentence, tag } from '../testing/decode.ts'
import { anyMessage } from '../testing/messages.ts'

const POSITION = '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A'
const PAYLOAD = '15RTgt0PAso;90TKcjM8h6g208CQ'

describe('lines', () => {
  it('are read the same however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(anyMessage, { maxLength: 6 }),
        fc.integer({ min: 1, max: 90 }),
        (messages, chunkBytes) => {
          const text = messages.map((m, n) => encode(m, { sequence: n % 10 }).join('\r\n')).join('\r\n')
          const whole = decodeText(text)
          expect(decodeText(text, {}, chunkBytes)).toEqual(whole)
          expect(whole.reports.length).toBe(messages.length)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('without a line feed at the end are read at the end', () => {
    expect(decodeText(POSITION).reports.length).toBe(1)
  })

  it('of other kinds are counted and not complained about', () => {
    const { stats, problems } = decodeText(
      `# note\n\n$GPGLL,5250.5,N,00542.3,E,213950.00,A,A*67\n${POSITION}\n`,
    )
    expect(problems).toEqual([])
    expect(stats).toEqual({ lines: 4, sentences: 1, messages: 1, problems: 0, skipped: 3 })
  })

  it.each([
    ['text before it', `2026-11-24T03:00:00Z ${POSITION}`],
    ['blanks before it', `   ${POSITION}`],
    ['text behind it', `${POSITION}\\x0d\\x0a`],
    ['two sentences', `${POSITION}\\r\\n${POSITION}`],
  ])('with %s are read', (_name, line) => {
    const { reports, problems } = decodeText(line)
    expect(problems).toEqual([])
    expect(reports.every((report) => report.message.mmsi === 371798000)).toBe(true)
    expect(reports.length).toBe(line.split('!').length - 1)
  })

  it('with the stump of a sentence before a whole one lose only the stump', () => {
    const { reports, problems } = decodeText(`${POSITION.slice(0, 20)}${POSITION}\n`)
    expect(problems).toMatchObject([{ line: 1, code: 'sentence.checksum' }])
    expect(reports.length).toBe(1)
  })

  it('longer than the bound are dropped whole, and the next one is read', () => {
    const { reports, problems } = decodeText(`${'x'.repeat(10_000)}\n${POSITION}\n`, {}, 100)
    expect(problems).toMatchObject([{ line: 1, code: 'line.too-long' }])
    expect(reports).toMatchObject([{ line: 2 }])
  })
})

describe('problems name the line and a stable code', () => {
  it.each([
    ['sentence.checksum', POSITION.replace('*4A', '*4B')],
    ['sentence.checksum', POSITION.replace('15RT', '15RU')],
    ['sentence.checksum-missing', POSITION.slice(0, -3)],
    ['sentence.checksum-missing', POSITION.slice(0, -1)],
    ['sentence.format', sentence('AIVDM,1;1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0')],
    ['sentence.format', sentence('AIVDM,1,1,,15RTgt0PAso;90TKcjM8h6g208CQ')],
    ['sentence.format', sentence('AIVDM,1,1,x,A,15RTgt0PAso;90TKcjM8h6g208CQ,0')],
    ['sentence.fragment-count', sentence(`AIVDM,0,1,,A,${PAYLOAD},0`)],
    ['sentence.fragment-count', sentence(`AIVDM,1,2,,A,${PAYLOAD},0`)],
    ['sentence.fragment-count', sentence(`AIVDM,2,0,1,A,${PAYLOAD},0`)],
    ['payload.empty', sentence('AIVDM,1,1,,A,,0')],
    ['payload.character', sentence('AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208C~,0')],
    ['payload.character', sentence('AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208[Q,0')],
    ['payload.fill-bits', sentence(`AIVDM,1,1,,A,${PAYLOAD},6`)],
    ['payload.fill-bits', sentence(`AIVDM,1,1,,A,${PAYLOAD},x`)],
    ['payload.too-long', sentence(`AIVDM,1,1,,A,8${'0'.repeat(700)},0`)],
    ['message.truncated', sentence('AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8,0')],
    ['message.unknown-type', sentence(`AIVDM,1,1,,A,L${PAYLOAD.slice(1)},0`)],
    ['message.unknown-type', sentence(`AIVDM,1,1,,A,0${PAYLOAD.slice(1)},0`)],
    ['fragment.orphan', sentence('AIVDM,2,2,3,A,88888888880,2')],
    ['line.unrecognised', 'AIVDM,2,2,1,B,00000000000,2*26'],
    ['tag.checksum', `\\s:here*00\\${POSITION}`],
    ['tag.format', `\\s:here\\${POSITION}`],
    ['pghp.format', '$PGHP,1,2010,6,11*00'],
  ])('%s: %s', (code, line) => {
    const { problems } = decodeText(`\n${line}\n`)
    expect(problems).toMatchObject([{ line: 2, code }])
    expect(problems[0]?.message.length).toBeLessThan(160)
  })

  it('a damaged tag block does not cost its sentence', () => {
    const { reports } = decodeText(`\\s:here*00\\${POSITION}`)
    expect(reports).toMatchObject([{ station: null, message: { mmsi: 371798000 } }])
  })
})

describe('flags', () => {
  it('mark sentences without a checksum where they are wanted', () => {
    const { reports } = decodeText(POSITION.slice(0, -3), { acceptMissingChecksum: true })
    expect(reports).toMatchObject([{ flags: REPORT_FLAG.unchecked }])
  })

  it('mark messages longer or shorter than their type', () => {
    const long = decodeText(sentence(`AIVDM,1,1,,A,${PAYLOAD}00,0`))
    expect(long.reports).toMatchObject([{ flags: REPORT_FLAG.overlong }])
    const short = decodeText(sentence(`AIVDM,1,1,,A,${PAYLOAD},5`))
    expect(short.reports).toMatchObject([{ flags: REPORT_FLAG.short }])
  })
})

describe('reception', () => {
  it('comes from the sentence', () => {
    const { reports } = decodeText(sentence(`BSVDO,1,1,,B,${PAYLOAD},0`))
    expect(reports).toMatchObject([{ talker: 'BS', own: true, channel: 'B', station: null, timeMs: null }])
  })

  it.each(['AB', 'AD', 'AN', 'AR', 'AS', 'AT', 'AX', 'BS', 'SA', 'BY', '--'])('takes talker %s', (talker) => {
    expect(decodeText(sentence(`${talker}VDM,1,1,,A,${PAYLOAD},0`)).reports).toMatchObject([{ talker }])
  })

  it('comes from the trailing fields of the US Coast Guard form', () => {
    const { reports } = decodeText(`${POSITION},s22,d-119,S0042,T12.34567123,r003669958,1085889680`)
    expect(reports).toMatchObject([{ station: 'r003669958', signalDbm: -119, timeMs: 1085889680000 }])
  })

  it('comes from $PGHP before its sentence, and not before another', () => {
    const pghp = '$PGHP,1,2010,6,11,11,46,11,390,231,45,992190934,1,4A'
    const line = `$${sentence(pghp.slice(1)).slice(1)}`
    expect(decodeText(`${line}\n${POSITION}`).reports).toMatchObject([
      { station: '992190934', timeMs: Date.UTC(2010, 5, 11, 11, 46, 11, 390) },
    ])
    const other = sentence(`AIVDM,1,1,,B,${PAYLOAD},0`)
    expect(decodeText(`${line}\n${other}\n${POSITION}`).reports).toMatchObject([
      { timeMs: null },
      { timeMs: null },
    ])
  })

  it('comes from tag blocks on the line, several of them, or on the line before', () => {
    const expected = [
      { station: 'r1', timeMs: 1_700_000_000_123, tag: { destination: 'x', lineCount: 7, text: 'hi' } },
    ]
    const one = tag('s:r1,c:1700000000123,d:x,n:7,t:hi')
    expect(decodeText(`${one}${POSITION}`).reports).toMatchObject(expected)
    expect(
      decodeText(`${tag('s:r1,d:x,t:hi')}${tag('c:1700000000123,n:7')}${POSITION}`).reports,
    ).toMatchObject(expected)
    expect(decodeText(`${one}\n${POSITION}`).reports).toMatchObject(expected)
    expect(decodeText(`${one}\n${POSITION}\n${POSITION}`).reports[1]).toMatchObject({ tag: null })
  })
})
