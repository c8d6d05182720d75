const LF = 0x0a
const CR = 0x0d

export interface LineSink {
  /** One line without its end; valid only during the call. */
  line(bytes: Uint8Array, start: number, end: number): void
  /** A longer line was dropped. */
  tooLong(): void
}

/** Cuts chunks into lines of at most `maxBytes` without copying, except for a line that spans chunks. */
export class LineSplitter {
  private readonly carry: Uint8Array
  private carried = 0
  private dropping = false
  private readonly sink: LineSink

  constructor(sink: LineSink, maxBytes: number) {
    this.sink = sink
    this.carry = new Uint8Array(maxBytes)
  }

  push(bytes: Uint8Array): void {
    const chunk = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    let start = 0
    for (;;) {
      const end = chunk.indexOf(LF, start)
      if (end < 0) break
      this.finish(chunk, start, end)
      start = end + 1
    }
    if (start < chunk.length) this.keep(chunk, start, chunk.length)
  }

  /** Emits what stands after the last line feed. */
  end(): void {
    if (this.carried > 0 || this.dropping) this.finish(this.carry, 0, 0)
  }

  private finish(chunk: Uint8Array, start: number, end: number): void {
    if (this.carried === 0 && !this.dropping && end - start <= this.carry.length) {
      this.emit(chunk, start, end)
      return
    }
    this.keep(chunk, start, end)
    if (this.dropping) this.sink.tooLong()
    else this.emit(this.carry, 0, this.carried)
    this.carried = 0
    this.dropping = false
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    if (this.dropping || this.carried + end - start > this.carry.length) {
      this.dropping = true
      return
    }
    this.carry.set(chunk.subarray(start, end), this.carried)
    this.carried += end - start
  }

  private emit(bytes: Uint8Array, start: number, end: number): void {
    this.sink.line(bytes, start, end > start && bytes[end - 1] === CR ? end - 1 : end)
  }
}
