import { hullCore, parseHullNumber } from './hull.ts'
import { identifierText } from './letters.ts'
import { fail, ok, type Result } from './result.ts'
import { firstDistinct, token, type Token, type TokenKind } from './token.ts'

/** Characters read for one another on plates, prints and stamped metal. The fold is coarse on purpose: a hit is looked at by a person. */
const CONFUSED: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  B: '8',
}
/** Shorter than this, a number without its issuer or make would match at random. */
const ALONE_CHARACTERS_MIN = 6
const TOKENS_MAX = 4

/** @param issuer ISO 3166-1 alpha-3 of the issuing state */
export function documentTokens(document: { issuer: string; number: string }): Result<Token[]> {
  return byCountry('document', document.issuer, document.number)
}

/** @param country ISO 3166-1 alpha-3 of the registering state */
export function plateTokens(plate: { country: string; number: string }): Result<Token[]> {
  return byCountry('plate', plate.country, plate.number)
}

/** Hull identification number, its format checked; a malformed one is an error, not a weaker match. */
export function hullTokens(text: string): Result<Token[]> {
  const hull = parseHullNumber(text)
  if (!hull.ok) return hull
  const core = hullCore(hull.value)
  const tokens = [token('hull', 'any', core)]
  if (hull.value.country !== null) tokens.unshift(token('hull', hull.value.country, core))
  return ok(tokens)
}

/** Serial number of a firearm, engine or device, with the make when it is known. */
export function serialTokens(item: { make: string | null; serial: string }): Result<Token[]> {
  const serial = identifierText(item.serial, 'serial')
  if (!serial.ok) return serial
  const tokens: Token[] = []
  if (item.make !== null) {
    const make = identifierText(item.make, 'make')
    if (!make.ok) return make
    tokens.push(
      token('serial', make.value, serial.value),
      token('serial', make.value, 'folded', folded(serial.value)),
    )
  }
  if (serial.value.length >= ALONE_CHARACTERS_MIN)
    tokens.push(token('serial', 'any', serial.value), token('serial', 'any', 'folded', folded(serial.value)))
  if (tokens.length === 0)
    return fail(
      'serial.short',
      `a serial number under ${ALONE_CHARACTERS_MIN} characters needs its make`,
      'serial',
    )
  return ok(firstDistinct(tokens, TOKENS_MAX))
}

function byCountry(kind: TokenKind, country: string, number: string): Result<Token[]> {
  if (!/^[A-Z]{3}$/.test(country))
    return fail('names.country', 'expected an ISO 3166-1 alpha-3 code', 'country')
  const plain = identifierText(number, 'number')
  if (!plain.ok) return plain
  const both = [token(kind, country, plain.value), token(kind, country, 'folded', folded(plain.value))]
  return ok(both)
}

function folded(text: string): string {
  return text.replaceAll(/[OQDILZSB]/g, (char) => CONFUSED[char] ?? char)
}
