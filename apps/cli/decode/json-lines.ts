/** Gathers objects as JSON lines between two calls of `take`, and counts problems by code. */
export class JsonLines {
  private text = ''
  private readonly codes = new Map<string, number>()

  add(object: object): void {
    this.text += `${JSON.stringify(object, hexData)}\n`
  }

  /** A problem as an object of class ERROR in its place. */
  error<P extends { readonly code: string }>(problem: P, where: object = {}): void {
    this.count(problem)
    this.add({ class: 'ERROR', ...where, ...problem })
  }

  count({ code }: { readonly code: string }): void {
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1)
  }

  take(): Uint8Array {
    const bytes = Buffer.from(this.text)
    this.text = ''
    return bytes
  }

  /** One row a code, for the summary. */
  codeRows(): string[] {
    return [...this.codes].toSorted(([a], [b]) => a.localeCompare(b)).map(([code, n]) => `  ${code} ${n}`)
  }
}

/** Binary data as hexadecimal. */
function hexData(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
}
