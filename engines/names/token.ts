/** What kind of question a token answers. A match of `phonetic` is weak and says so to the user. */
export type TokenKind = 'name-exact' | 'name-phonetic' | 'document' | 'plate' | 'hull' | 'serial'

/** One comparable form of an identifier. Two records match when they share the text of a token. */
export interface Token {
  readonly kind: TokenKind
  /** Never shown, sent or logged: it is the secret that the oblivious function hides. */
  readonly text: string
}

/** Version of all normalisation rules: it is inside each token, so that two sets made by different rules never half match. */
export const RULES_VERSION = 1

/** Field separator that no normalised field contains. */
const SEPARATOR = '|'

export function token(kind: TokenKind, ...fields: readonly string[]): Token {
  return { kind, text: [`v${RULES_VERSION}`, kind, ...fields].join(SEPARATOR) }
}

/** Each text once, first come first kept, at most `max`. */
export function firstDistinct(tokens: readonly Token[], max: number): Token[] {
  const seen = new Map<string, Token>()
  for (const entry of tokens) if (!seen.has(entry.text)) seen.set(entry.text, entry)
  return [...seen.values()].slice(0, max)
}
