/** One thing found, wherever it came from. */
export interface SearchHit {
  readonly key: string
  readonly title: string
  readonly detail?: string
  readonly path: string
}

/**
 * A capability's own kind of search (vessels, places): `screens/search.ts` exports `provider`, the shell asks it
 * along with its own. `kind` is the message key of the heading.
 */
export interface SearchProvider {
  readonly kind: string
  /** Capability that must be in the person's catalogue: `<line>/<capability>`. */
  readonly capability: string
  readonly find: (text: string, signal: AbortSignal) => Promise<readonly SearchHit[]>
}
