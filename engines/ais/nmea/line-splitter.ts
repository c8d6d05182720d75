import { CR, LF } from './ascii.ts'

/** Longest line held between chunks, in bytes: a tag block (82) and the longest sentence a payload may need, with room. */
export const MAX_LINE_BYTES = 4096

export interface LineSink {
  /** One line without its end; valid only during the call. */
  line(buf: Uint8Array, start: number, end: number): void
  /** A line longer than MAX_LINE_BYTES was dropped. */
  tooLong(): void
}

/** Cuts chunks into lines without copying, except for a line that spans chunks. */
export class LineSplitter {
  private readonly carry = new Uint8Array(MAX_LINE_BYTES)
  private carried = 0
  private dropping = false
  private readonly sink: LineSink

  constructor(sink: LineSink) {
    this.sink = sink
  }

  push(bytes: Uint8Array): void {
    // A Buffer is seen as a plain Uint8Array: with both kinds every byte access would be polymorphic.
    const chunk = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    let start = 0
    if (this.carried > 0 || this.dropping) {
      const end = chunk.indexOf(LF)
      this.keep(chunk, 0, end < 0 ? chunk.length : end)
      if (end < 0) return
      this.flush()
      start = end + 1
    }
    for (;;) {
      const end = chunk.indexOf(LF, start)
      if (end < 0) break
      this.emit(chunk, start, end)
      start = end + 1
    }
    if (start < chunk.length) this.keep(chunk, start, chunk.length)
  }

  /** Emits what stands after the last line feed. */
  end(): void {
    if (this.carried > 0 || this.dropping) this.flush()
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    if (this.dropping) return
    if (this.carried + end - start > MAX_LINE_BYTES) {
      this.dropping = true
      return
    }
    this.carry.set(chunk.subarray(start, end), this.carried)
    this.carried += end - start
  }

  private flush(): void {
    if (this.dropping) this.sink.tooLong()
    else this.emit(this.carry, 0, this.carried)
    this.carried = 0
    this.dropping = false
  }

  private emit(buf: Uint8Array, start: number, end: number): void {
    if (end - start > MAX_LINE_BYTES) {
      this.sink.tooLong()
      return
    }
    this.sink.line(buf, start, end > start && buf[end - 1] === CR ? end - 1 : end)
  }
}
