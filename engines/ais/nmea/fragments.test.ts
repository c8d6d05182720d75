import { describe, expect, it } from 'vitest'
import { createDecoder } from '../stream/decoder.ts'
import type { AisProblem, AisReport } from '../stream/report.ts'
import { decodeText, sentence, tag } from '../testing/decode.ts'

const FIRST = '55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8'
const SECOND = '88888888880'
const part = (
  n: number,
  payload: string,
  fill: number,
  sequence = '1',
  channel = 'A',
  talker = 'AI',
): string => sentence(`${talker}VDM,2,${n},${sequence},${channel},${payload},${fill}`)
const A1 = part(1, FIRST, 0)
const A2 = part(2, SECOND, 2)

describe('messages of several sentences', () => {
  it('are joined and carry the last line and the first reception', () => {
    const { reports, problems } = decodeText(`${A1},rSTATION,1272672016\n${A2},rSTATION,1272672017\n`)
    expect(problems).toEqual([])
    expect(reports).toMatchObject([
      { line: 2, station: 'rSTATION', timeMs: 1272672016000, message: { type: 5, shipName: 'EVER DIADEM' } },
    ])
  })

  it('are kept apart by sequence, channel, talker and station', () => {
    const lines = [
      A1,
      part(1, FIRST, 0, '2'),
      part(1, FIRST, 0, '1', 'B'),
      part(1, FIRST, 0, '1', 'A', 'BS'),
      `${part(1, FIRST, 0, '3')},rONE`,
      `${part(1, FIRST, 0, '3')},rTWO`,
      A2,
      part(2, SECOND, 2, '2'),
      part(2, SECOND, 2, '1', 'B'),
      part(2, SECOND, 2, '1', 'A', 'BS'),
      `${part(2, SECOND, 2, '3')},rTWO`,
      `${part(2, SECOND, 2, '3')},rONE`,
    ]
    const { reports, problems } = decodeText(lines.join('\n'))
    expect(problems).toEqual([])
    expect(reports.map((report) => [report.line, report.station])).toEqual([
      [7, null],
      [8, null],
      [9, null],
      [10, null],
      [11, 'rTWO'],
      [12, 'rONE'],
    ])
  })

  it('take an empty second sentence', () => {
    const payload = 'E03l90w4Q1h3h1:WdPOwwwwwwwwlQdn`:e55020@@@gP0000000000000000'
    const { reports } = decodeText(`${part(1, payload, 0)}\n${part(2, '', 0)}\n`)
    expect(reports).toMatchObject([{ message: { type: 21 } }])
  })

  it('never join a left-over second sentence to a later first', () => {
    const { reports, problems } = decodeText(`${A2}\n${A1}\n`)
    expect(reports).toEqual([])
    expect(problems).toMatchObject([
      { line: 1, code: 'fragment.orphan' },
      { line: 2, code: 'fragment.incomplete' },
    ])
  })

  it('are reported when another one begins under their number', () => {
    const other = part(1, FIRST.replace('EHE', 'EHF'), 0)
    const { reports, problems } = decodeText(`${A1}\n${other}\n${A2}\n`)
    expect(problems).toMatchObject([{ line: 1, code: 'fragment.incomplete' }])
    expect(reports.length).toBe(1)
  })

  it('take the same first sentence from two stations once', () => {
    const { reports, problems } = decodeText(`${A1}\n${A1}\n${A2}\n`)
    expect(problems).toEqual([])
    expect(reports.length).toBe(1)
  })

  it('refuse a sentence of another count', () => {
    const { problems } = decodeText(`${A1}\n${sentence(`AIVDM,3,2,1,A,${SECOND},2`)}\n`)
    expect(problems.map((problem) => problem.code)).toEqual(['fragment.mismatch', 'fragment.incomplete'])
  })

  it('are given up after the time-out and after too many lines', () => {
    const problems: AisProblem[] = []
    const reports: AisReport[] = []
    const decoder = createDecoder({ report: (r) => reports.push(r), problem: (p) => problems.push(p) })
    decoder.push(Buffer.from(`${A1}\n`), 0)
    decoder.push(Buffer.from(`${A2}\n`), 10_001)
    expect(problems.map((problem) => problem.code)).toEqual(['fragment.incomplete', 'fragment.orphan'])
    const far = decodeText(`${A1}\n${'\n'.repeat(2001)}${A2}\n`)
    expect(far.problems.map((problem) => problem.code)).toEqual(['fragment.incomplete', 'fragment.orphan'])
  })

  it('stay bounded however many begin', () => {
    const lines = Array.from({ length: 5000 }, (_, n) => `${part(1, FIRST, 0, String(n % 10))},rS${n}`)
    const { problems, reports } = decodeText(lines.join('\n'))
    expect(reports).toEqual([])
    expect(problems.length).toBe(5000)
    expect(problems.every((problem) => problem.code === 'fragment.incomplete')).toBe(true)
  })
})

describe('tag-block groups', () => {
  it('join lines in any order and give them what the first line said', () => {
    const lines = [
      `${tag('g:2-2-77')}${A2}`,
      `${tag('g:1-2-77,s:r9,c:1700000000')}${A1}`,
      `${tag('g:1-2-78,s:r8,c:1700000001')}${A1}`,
      `${tag('g:2-2-78')}${A2}`,
    ]
    const { reports, problems } = decodeText(lines.join('\n'))
    expect(problems).toEqual([])
    expect(reports).toMatchObject([
      { line: 2, station: 'r9', timeMs: 1_700_000_000_000, message: { shipName: 'EVER DIADEM' } },
      { line: 4, station: 'r8', timeMs: 1_700_000_001_000, message: { shipName: 'EVER DIADEM' } },
    ])
  })

  it('may hold several messages', () => {
    const single = '!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A'
    const lines = [
      `${tag('g:1-3-5,s:r7,c:1700000002')}${A1}`,
      `${tag('g:2-3-5')}${A2}`,
      `${tag('g:3-3-5')}${single}`,
    ]
    const { reports, problems } = decodeText(lines.join('\n'))
    expect(problems).toEqual([])
    expect(reports).toMatchObject([
      { message: { type: 5 }, station: 'r7', timeMs: 1_700_000_002_000 },
      { message: { type: 1 }, station: 'r7', timeMs: 1_700_000_002_000 },
    ])
  })

  it('understand the older form 1G2:id', () => {
    const lines = [`${tag('1G2:0125,c:1354719387')}${A1}`, `${tag('2G2:0125')}${A2}`]
    expect(decodeText(lines.join('\n')).reports).toMatchObject([{ timeMs: 1354719387000 }])
  })
})
