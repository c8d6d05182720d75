import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { readCot } from './read-cot.ts'
import { readTak, writeTak, writeTakStream } from './tak-protobuf.ts'
import { writeCot } from './write-cot.ts'

const event = {
  uid: 'basinet-op-1',
  type: 'a-s-S-X',
  atMs: Date.parse('2026-11-24T20:00:00Z'),
  staleMs: Date.parse('2026-11-24T20:10:00Z'),
  position: { lon: -61.05, lat: 13.9 },
  errorM: 500,
  callsign: 'OP-1 "Sea <Grape> & co"',
  remarks: 'go-fast, 3 aboard',
  courseDeg: 350,
  speedKn: 32,
}

describe('Cursor on Target', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.double({ min: -89, max: 89, noNaN: true }),
        (text, lat) => {
          const read = must(readCot(writeCot([{ ...event, remarks: text, position: { lon: 1, lat } }])))
          expect(read.uid).toBe(event.uid)
          expect(read.callsign).toBe(event.callsign)
          expect(Math.abs(read.position.lat - lat)).toBeLessThan(1e-7)
          expect(read.speedKn).toBeCloseTo(32, 1)
          expect(read.courseDeg).toBe(350)
          expect([read.timeMs, read.staleMs]).toEqual([event.atMs, event.staleMs])
        },
      ),
    )
  })

  it('takes what TAK clients send: attributes in any order, detail they have of their own', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <event how="m-g" type="a-f-S-X" stale="2026-11-24T20:05:00.000Z" start="2026-11-24T20:00:00.000Z"
        time="2026-11-24T20:00:00.000Z" uid="ANDROID-1" version="2.0">
        <point le="9999999.0" ce="4.2" hae="3.1" lon="-60.95" lat="14.01"/>
        <detail><takv os="1"/><contact callsign="PB-2" endpoint="*:-1:stcp"/><track speed="10.0" course="370"/></detail>
      </event>`
    expect(must(readCot(xml))).toMatchObject({
      callsign: 'PB-2',
      remarks: null,
      position: { lon: -60.95, lat: 14.01 },
      courseDeg: 10,
      speedKn: expect.closeTo(19.44, 2) as number,
    })
  })

  it('refuses what it cannot trust, naming what was expected', () => {
    const code = (xml: string) => {
      const read = readCot(xml)
      return read.ok ? 'ok' : read.error.code
    }
    const point = '<point lat="1" lon="2"/>'
    const times = 'time="2026-11-24T20:00:00Z" stale="2026-11-24T20:00:00Z"'
    expect(code('<event')).toBe('cot.xml')
    expect(code('<!DOCTYPE x [<!ENTITY a "b">]><event/>')).toBe('cot.xml')
    expect(code(`<event type="a" ${times}>${point}</event>`)).toBe('cot.event')
    expect(code(`<event uid="u" type="a" ${times}><point lat="" lon="2"/></event>`)).toBe('cot.position')
    expect(code(`<event uid="u" type="a" ${times}><point lat="91" lon="2"/></event>`)).toBe('cot.position')
    expect(code(`<event uid="u" type="a" time="x" stale="y">${point}</event>`)).toBe('cot.time')
    expect(code('<a>'.repeat(40))).toBe('cot.xml')
  })
})

/** A boat's event as @tak-ps/node-cot 14.23.2 (MIT) encodes it: the message alone, which a packet or a stream frames. */
const NODE_COT = Buffer.from(
  [
    'EsACCgVhLWYtUyoJQU5EUk9JRC0xMICck/mgNDiAnJP5oDRA4MOl+aA0SgNtLWdRhetRuB4FLEBZmpmZmZl5TsBhzczMzMzM',
    'CEBpzczMzMzMEEBxAAAA4M8SY0F65AEKtgE8X19ncm91cCBuYW1lPSJDeWFuIiByb2xlPSJUZWFtIE1lbWJlciIvPjxyZW1h',
    'cmtzPmhlYXZpbmcgdG8gJmFtcDsgYm9hcmRpbmc8L3JlbWFya3M+PF9mbG93LXRhZ3NfPjxOb2RlQ29ULTE0LjIzLjI+MjAy',
    'Ni0xMS0yNFQyMzozNjo0Ni4wMzhaPC9Ob2RlQ29ULTE0LjIzLjI+PC9fZmxvdy10YWdzXz48bWV0YWRhdGEvPhIRCgkqOi0x',
    'OnN0Y3ASBFBCLTIqAghQOhIJAAAAAAAAJEARAAAAAAAAJEA=',
  ].join(''),
  'base64',
)

describe('TAK protobuf', () => {
  it('reads what another implementation wrote, with detail that it does not know', () => {
    const length = [(NODE_COT.length % 128) | 0x80, Math.floor(NODE_COT.length / 128)]
    for (const head of [
      [0xbf, 1, 0xbf],
      [0xbf, ...length],
    ])
      expect(must(readTak(Buffer.concat([Buffer.from(head), NODE_COT])))).toMatchObject({
        uid: 'ANDROID-1',
        type: 'a-f-S',
        callsign: 'PB-2',
        remarks: 'heaving to & boarding',
        position: { lon: -60.95, lat: 14.01 },
        timeMs: Date.parse('2026-11-24T20:00:00Z'),
        courseDeg: 10,
      })
  })

  it('is read as it was written, as a packet and as a frame of a stream', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: 'grapheme-ascii' }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.boolean(),
        (words, lat, moving) => {
          const course = moving ? {} : { courseDeg: null, speedKn: null }
          const sent = { ...event, ...course, remarks: words, position: { lon: -61, lat } }
          const read = must(readTak(writeTak(sent)))
          expect(read).toEqual(must(readTak(writeTakStream([sent, event]))))
          expect(read).toMatchObject({
            uid: event.uid,
            type: event.type,
            callsign: event.callsign,
            remarks: words.trim() === '' ? null : words.trim(),
            timeMs: event.atMs,
            staleMs: event.staleMs,
            courseDeg: moving ? 350 : null,
          })
          expect(read.position.lat).toBeCloseTo(lat, 12)
        },
      ),
    )
  })

  it('writes the octets of the documented schema', () => {
    const packet = Buffer.from(writeTak({ ...event, uid: 'u', type: 'a-f-S' })).toString('hex')
    // Magic, version, magic; field 2 (cotEvent); field 1 (type) "a-f-S"; field 5 (uid) "u".
    expect(packet).toMatch(/^bf01bf12[0-9a-f]{2,4}0a05612d662d532a0175/)
    // Field 10 (lat), 13.9 as a little-endian double.
    expect(packet).toContain('51cdcccccccccc2b40')
  })

  it('refuses what is cut or changed, and never throws', () => {
    const packet = writeTak(event)
    const codes = new Set<string>()
    for (let length = 0; length < packet.length; length++) {
      const read = readTak(packet.subarray(0, length))
      expect(read.ok).toBe(false)
      if (!read.ok) codes.add(read.error.code)
    }
    expect([...codes]).toContain('cot.protobuf')
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(packet.length - 1),
        fc.nat(255),
        (junk, at, octet) => {
          const changed = packet.slice()
          changed[at] = octet
          for (const tried of [junk, changed]) expect(typeof readTak(tried).ok).toBe('boolean')
        },
      ),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 200_000 : 300 },
    )
  })
})
