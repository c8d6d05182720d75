import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cosignCheckpoint, signCheckpoint } from './checkpoint.ts'
import { keyPair, verifyEd25519 } from './ed25519.fixture.ts'
import { cosigner, noteSigner, type NoteSigner } from './note-keys.ts'
import { parsePolicy } from './policy.ts'
import { runs } from './property-runs.fixture.ts'
import { judgeByPolicy, openByPolicy, quorumMet } from './quorum.ts'
import type { Result } from './result.ts'
import { formatVerifierKey } from './verifier-key.ts'

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

function signerOf(make: typeof noteSigner, name: string, seedByte: number): NoteSigner {
  const pair = keyPair(new Uint8Array(32).fill(seedByte))
  return must(make(name, pair.publicKey, pair.sign))
}

const ORIGIN = 'lca.example/audit'
const log = signerOf(noteSigner, ORIGIN, 1)
const NAMES = ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3']
const witnesses = NAMES.map((name, i) => signerOf(cosigner, `${name.toLowerCase()}.example/w`, 10 + i))
const vkey = (signer: NoteSigner): string => formatVerifierKey(signer.key)
const line = (i: number): string => `witness ${NAMES[i]!} ${vkey(witnesses[i]!)}`

/** The example of C2SP tlog-policy, with keys. */
const EXAMPLE = `log ${vkey(log)}

${line(0)}
${line(1)}
${line(2)}
group X-witnesses 2 X1 X2 X3

${line(3)}
${line(4)}
${line(5)} https://y3.example/
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`
const policy = must(parsePolicy(EXAMPLE))

function checkpointBy(names: readonly string[]): string {
  const body = { origin: ORIGIN, size: 3, root: new Uint8Array(32).fill(7), extensions: [] }
  let note = must(signCheckpoint(body, log))
  for (const name of names)
    note = must(cosignCheckpoint(note, witnesses[NAMES.indexOf(name)]!, 1_800_000_000))
  return note
}

describe('the example of the specification', () => {
  test('is read as meant', () => {
    expect(policy.groups).toEqual([
      { name: 'X-witnesses', threshold: 2, members: ['X1', 'X2', 'X3'] },
      { name: 'Y-witnesses', threshold: 1, members: ['Y1', 'Y2', 'Y3'] },
      { name: 'X-and-Y', threshold: 2, members: ['X-witnesses', 'Y-witnesses'] },
    ])
    expect([policy.logs.length, policy.witnesses.length, policy.quorum]).toEqual([1, 6, 'X-and-Y'])
    expect(policy.witnesses[5]!.url).toBe('https://y3.example/')
  })

  test('at least two of X and one of Y, for all 64 sets of cosigners', () => {
    for (let set = 0; set < 64; set++) {
      const names = NAMES.filter((_, i) => ((set >> i) & 1) === 1)
      const x = names.filter((name) => name.startsWith('X')).length
      const met = quorumMet(policy, new Set(names))
      expect({ names, met }).toEqual({ names, met: x >= 2 && names.length - x >= 1 })
    }
  })

  test('counts only signatures that verify', () => {
    const enough = checkpointBy(['X1', 'X3', 'Y2'])
    expect(must(openByPolicy(enough, policy, verifyEd25519)).witnesses).toEqual(new Set(['X1', 'X3', 'Y2']))
    const few = checkpointBy(['X1', 'Y1', 'Y2'])
    expect(openByPolicy(few, policy, verifyEd25519)).toMatchObject({ error: { code: 'policy.no-quorum' } })
    expect(must(judgeByPolicy(few, policy, verifyEd25519)).quorum).toBe(false)
    const stranger = checkpointBy(['X1', 'X2', 'Y1']).replaceAll(ORIGIN, 'brb.example/audit')
    expect(openByPolicy(stranger, policy, verifyEd25519)).toMatchObject({
      error: { code: 'policy.unknown-log' },
    })
  })
})

test('a single witness, and none', () => {
  const one = must(parsePolicy(`\t# one\n\n  ${line(0)} \nquorum  X1\t\n`))
  expect([quorumMet(one, new Set(['X1'])), quorumMet(one, new Set(['X2']))]).toEqual([true, false])
  expect(quorumMet(must(parsePolicy('quorum none\n')), new Set())).toBe(true)
})

test('names above ASCII are opaque octets', () => {
  const bytes = (name: readonly number[]): Uint8Array => {
    const text = new TextEncoder()
    const head = text.encode('witness ')
    const tail = text.encode(` ${vkey(witnesses[0]!)}\nquorum `)
    return Uint8Array.from([...head, ...name, ...tail, ...name, 10])
  }
  const kelvin = must(parsePolicy(bytes([0xe2, 0x84, 0xaa])))
  expect(kelvin.quorum).toBe('\u212A')
  expect(quorumMet(kelvin, new Set(['K']))).toBe(false)
  const latin = must(parsePolicy(bytes([0xe9])))
  expect(latin.quorum).not.toBe(must(parsePolicy(bytes([0xc3, 0xa9]))).quorum)
})

test.each([
  ['quorum none', 'policy.newline'],
  ['quorum none\r\n', 'policy.control'],
  [`${line(0)}\n`, 'policy.quorum'],
  ['quorum none\nquorum none\n', 'policy.quorum'],
  ['quorum X9\n', 'policy.quorum'],
  [`quorum X1\n${line(0)}\n`, 'policy.quorum'],
  [`group G any X1\n${line(0)}\nquorum G\n`, 'policy.member'],
  [`${line(0)}\ngroup G any X1 X1\nquorum G\n`, 'policy.member'],
  [`${line(0)}\ngroup G any X1\ngroup H any X1\nquorum H\n`, 'policy.member'],
  [`${line(0)}\ngroup G any none\nquorum G\n`, 'policy.member'],
  [`${line(0)}\ngroup G 2 X1\nquorum G\n`, 'policy.threshold'],
  [`${line(0)}\ngroup G 0 X1\nquorum G\n`, 'policy.threshold'],
  [`${line(0)}\ngroup G 01 X1\nquorum G\n`, 'policy.threshold'],
  [`${line(0)}\ngroup G all\nquorum G\n`, 'policy.group'],
  [`${line(0)}\ngroup X1 all X1\nquorum X1\n`, 'policy.name'],
  [`${line(0)}\nwitness X9 ${vkey(witnesses[0]!)}\nquorum X1\n`, 'policy.duplicate'],
  [`witness none ${vkey(witnesses[0]!)}\nquorum none\n`, 'policy.name'],
  [`witness X1 ${vkey(log)}\nquorum X1\n`, 'policy.key-type'],
  [`log ${vkey(witnesses[0]!)}\nquorum none\n`, 'policy.key-type'],
  [`log ${vkey(log)}\nlog ${vkey(log)}\nquorum none\n`, 'policy.duplicate'],
  [`log ${vkey(log)} url more\nquorum none\n`, 'policy.log'],
  ['log x+00000000+AAAA\nquorum none\n', 'vkey.type'],
  ['mirror x\nquorum none\n', 'policy.keyword'],
  [`${'#'.repeat(262_144)}\n`, 'policy.size'],
])('%# is refused as %s', (text, code) => {
  expect(parsePolicy(text)).toMatchObject({ ok: false, error: { code } })
})

test('limits are above what the specification asks for', () => {
  const many = Array.from({ length: 40 }, (_, i) => {
    const pair = keyPair(new Uint8Array(32).fill(100 + i))
    return `witness w${i} ${formatVerifierKey(must(cosigner(`w${i}`, pair.publicKey, pair.sign)).key)}\ngroup g${i} any w${i}\n`
  })
  expect(must(parsePolicy(`${many.join('')}quorum g39\n`)).groups).toHaveLength(40)
})

test('nothing throws, whatever the bytes', () => {
  const words = fc.constantFrom(
    'log',
    'witness',
    'group',
    'quorum',
    'none',
    'X1',
    'any',
    '2',
    vkey(log),
    '\n',
    '#',
  )
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.array(words, { maxLength: 20 })), (input) => {
      const parsed = parsePolicy(input instanceof Uint8Array ? input : `${input.join(' ')}\n`)
      expect(parsed.ok || parsed.error.code.length > 0).toBe(true)
    }),
    runs(500, 50_000),
  )
})
