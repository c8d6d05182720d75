/** A file of an archive. */
export interface TarEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** An archive that cannot be read: what was wrong and at which byte. */
export class TarError extends Error {
  constructor(message: string, byte: number) {
    super(`tar: ${message} (byte ${byte})`)
  }
}

const BLOCK = 512
const SUM_AT = 148
const SUM_LENGTH = 8
const SPACE = 0x20

/**
 * The plain files of a tar archive in their order (POSIX.1-2017 pax, ustar interchange format), one in memory at a time. Directories, links and
 * extended headers are passed over. Throws TarError, also for a file over `mostBytes`.
 */
export async function* tarEntries(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<TarEntry> {
  const reader = new Reader(source)
  for (;;) {
    const at = reader.at
    const head = await reader.take(BLOCK)
    if (head === null || head.every((byte) => byte === 0)) return
    const sum = head.reduce(
      (all, byte, i) => all + (i >= SUM_AT && i < SUM_AT + SUM_LENGTH ? SPACE : byte),
      0,
    )
    if (octal(head, SUM_AT, SUM_LENGTH) !== sum) throw new TarError('the header’s sum is wrong', at)
    const size = octal(head, 124, 12)
    const kind = String.fromCharCode(head[156] ?? 0)
    if (size > mostBytes) throw new TarError(`a file of ${size} bytes; at most ${mostBytes} expected`, at)
    const content = await reader.take(Math.ceil(size / BLOCK) * BLOCK)
    if (content === null) throw new TarError(`the archive ends inside a file of ${size} bytes`, at)
    if (kind !== '0' && kind !== '\0') continue
    const prefix = text(head, 345, 155)
    const name = text(head, 0, 100)
    yield { name: prefix === '' ? name : `${prefix}/${name}`, bytes: content.subarray(0, size) }
  }
}

function text(head: Uint8Array, at: number, length: number): string {
  const bytes = head.subarray(at, at + length)
  const end = bytes.indexOf(0)
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('utf8')
}

function octal(head: Uint8Array, at: number, length: number): number {
  const digits = text(head, at, length).trim()
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

/** Pieces of whatever size in, pieces of the asked size out. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #held: Uint8Array[] = []
  #length = 0
  at = 0

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Null when the source ends before. */
  async take(count: number): Promise<Uint8Array | null> {
    while (this.#length < count) {
      const next = await this.#source.next()
      if (next.done === true) return null
      this.#held.push(next.value)
      this.#length += next.value.length
    }
    const all = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held)
    this.#held = [all.subarray(count)]
    this.#length -= count
    this.at += count
    return all.subarray(0, count)
  }
}
