import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64 } from './base64.ts'
import { keyPair, verifyEd25519 } from './ed25519.fixture.ts'
import { cosignatureTime, noteSigner, signNote, verifyNote } from './note-keys.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import { formatNote, parseNote } from './signed-note.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

// C2SP signed-note, "Example" under "Verifier keys".
const SPEC_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const SPEC_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`
// golang.org/x/mod/sumdb/note, note_test.go and example_test.go: two keys, one seed, one text.
const PETER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const PETER_SEED = fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')!.slice(1)
const ENOCH_KEY = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'

function key(text: string): VerifierKey {
  const parsed = parseVerifierKey(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.value
}

function open(text: string | Uint8Array, keys: VerifierKey[]): string[] | string {
  const note = parseNote(text)
  if (!note.ok) return note.error.code
  const verified = verifyNote(note.value, keys, verifyEd25519)
  return verified.ok ? verified.value.map((entry) => entry.key.name) : verified.error.code
}

describe('published notes', () => {
  test('the example of the specification verifies', () => {
    expect(open(SPEC_NOTE, [key(SPEC_KEY)])).toEqual(['example.com/foo'])
    expect(formatVerifierKey(key(SPEC_KEY))).toBe(SPEC_KEY)
  })

  test('signing gives the published bytes', () => {
    const pair = keyPair(PETER_SEED)
    const signer = noteSigner('PeterNeumann', pair.publicKey, pair.sign)
    if (!signer.ok) throw new Error(signer.error.message)
    expect(formatVerifierKey(signer.value.key)).toBe(PETER_KEY)
    expect(signNote(TEXT, [signer.value])).toEqual({ ok: true, value: `${TEXT}\n${PETER_LINE}` })
  })

  test('two signers, of whom one may be unknown', () => {
    const note = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`
    expect(open(note, [key(PETER_KEY), key(ENOCH_KEY)])).toEqual(['PeterNeumann', 'EnochRoot'])
    expect(open(note, [key(ENOCH_KEY)])).toEqual(['EnochRoot'])
    expect(open(note, [key(SPEC_KEY)])).toBe('note.unsigned')
  })

  test('a bad signature of a known key refuses the note although another one is good', () => {
    const bad = ENOCH_LINE.replace('rwz+eBzm', 'rwz+eBzn')
    expect(open(`${TEXT}\n${PETER_LINE}${bad}`, [key(PETER_KEY), key(ENOCH_KEY)])).toBe('note.bad-signature')
    expect(open(`${TEXT}\n${PETER_LINE}${bad}`, [key(PETER_KEY)])).toEqual(['PeterNeumann'])
  })

  test('time inside a cosignature', () => {
    // transparency-dev/formats, note/note_verifier_test.go, TestCoSigV1Timestamp
    const line =
      'ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOworDcFiEBYJXORmnFBOBA=='
    expect(cosignatureTime(fromBase64(line)!.slice(4))).toEqual({ ok: true, value: 1_727_964_367 })
    const plain =
      'eQjRQm6eSKzFoiYalgwCPXu2y3ijtg68is9M46JKxuZB+dRfTmeQeDBoXnvxZx2ugnkyV+MUMLXpWs1hPb/W/4xkNQY='
    expect(cosignatureTime(fromBase64(plain)!.slice(4))).toMatchObject({
      error: { code: 'note.cosignature' },
    })
  })
})

describe('malformed notes', () => {
  test.each([
    ['', 'note.separator'],
    [TEXT + PETER_LINE, 'note.separator'],
    [`${TEXT}\n${PETER_LINE.trimEnd()}`, 'note.newline'],
    [`${TEXT}\n`, 'note.signature'],
    [`a\u0001\n\n${PETER_LINE}`, 'note.control'],
    [`a\r\n\n${PETER_LINE}`, 'note.control'],
    [`a\n\n- PeterNeumann AAAAAAA=\n`, 'note.signature'],
    [`a\n\n— Peter Neumann AAAAAAA=\n`, 'note.signature'],
    [`a\n\n— Peter+Neumann AAAAAAA=\n`, 'note.signature'],
    [`a\n\n— Peter\u2003Neumann AAAAAAA=\n`, 'note.signature'],
    [`a\n\n— PeterNeumann AAAA\n`, 'note.signature'],
    [`a\n\n— PeterNeumann AAAAAAB=\n`, 'note.signature'],
    [`a\n\n— PeterNeumann AAAAAAA\n`, 'note.signature'],
    [`a\ud800\n\n${PETER_LINE}`, 'note.utf8'],
    [`a\n\n${PETER_LINE.repeat(101)}`, 'note.signatures'],
    ['a'.repeat(1_000_001), 'note.size'],
  ])('%j is refused as %s', (text, code) => {
    expect(open(text, [])).toBe(code)
  })

  test('bytes that are not UTF-8 are refused', () => {
    expect(open(Uint8Array.of(0xff, 0x0a, 0x0a), [])).toBe('note.utf8')
  })

  test('the text ends at the last empty line', () => {
    const note = parseNote(`a\n\nb\n\n${PETER_LINE}`)
    expect(note).toMatchObject({ ok: true, value: { text: 'a\n\nb\n' } })
  })

  test('whatever parses is written back byte for byte', () => {
    const piece = fc.constantFrom(
      'a',
      '\n',
      '\n\n',
      '— ',
      'Peter ',
      'AAAAAAA=',
      ' ',
      '+',
      '\u0000',
      'é',
      PETER_LINE,
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          const note = parseNote(text)
          expect(note.ok ? formatNote(note.value) : text).toBe(text)
        },
      ),
      runs(200, 50_000),
    )
  })

  test('any flipped bit in a signed note is refused or leaves it unsigned', () => {
    const source = new TextEncoder().encode(SPEC_NOTE)
    for (let bit = 0; bit < source.length * 8; bit++) {
      expect(open(flipBit(source, bit), [key(SPEC_KEY)]), `bit ${bit}`).toBeTypeOf('string')
    }
  })
})

test.each([
  ['example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'vkey.id'],
  ['example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'vkey.format'],
  ['example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'vkey.type'],
  ['example.com/foo+530d903a+Aeky', 'vkey.key'],
  ['example.com/foo+530d903a+!', 'vkey.base64'],
  ['+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'vkey.name'],
  ['a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'vkey.name'],
])('verifier key %j is refused as %s', (text, code) => {
  expect(parseVerifierKey(text)).toMatchObject({ ok: false, error: { code } })
})
