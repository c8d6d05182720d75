/** JSON as parsed; a credential is held exactly so, because its signature covers every member. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [member: string]: Json
}

const DEPTH_MAX = 64
const CREDENTIAL_BYTES_MAX = 1 << 20

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value that may stand alone or in an array, as an array (JSON-LD). */
export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Json[]) : [value]

/** Parses text of a bounded size; throws SyntaxError, also where a member is named twice or nesting is too deep. */
export function parseJson(text: string): Json {
  if (text.length > CREDENTIAL_BYTES_MAX)
    throw new SyntaxError(`longer than ${CREDENTIAL_BYTES_MAX} characters`)
  const value = JSON.parse(text) as Json
  // A signature covers what was parsed; a second member of one name would show a reader something else.
  if (valueCount(value, 0) !== tokenCount(text)) throw new SyntaxError('a member is named twice')
  return value
}

/** RFC 8785 (JCS): members sorted by UTF-16 units, numbers and strings as ECMAScript writes them. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalJson).join(',')}]`
  if (!isObject(value)) {
    if (typeof value === 'string' && !value.isWellFormed())
      throw new SyntaxError('a string that is not Unicode')
    return JSON.stringify(value)
  }
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`).join(',')}}`
}

/** How many values and members there are, names counted. */
function valueCount(value: Json, depth: number): number {
  if (depth > DEPTH_MAX) throw new SyntaxError(`more than ${DEPTH_MAX} values inside one another`)
  if (Array.isArray(value))
    return (value as readonly Json[]).reduce<number>((n, inner) => n + valueCount(inner, depth + 1), 1)
  if (!isObject(value)) return 1
  return Object.values(value).reduce<number>((n, inner) => n + 1 + valueCount(inner, depth + 1), 1)
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[{]|[^\s,:[\]{}"]+/g

/** The same count from the text: every string, number, literal, `{` and `[` once. */
function tokenCount(text: string): number {
  return text.match(TOKEN)?.length ?? 0
}
