import { once } from 'node:events'

/** Writes with back-pressure; a reader that goes away (`| head`) ends the work without an error. */
export class Output {
  private readonly stream: NodeJS.WritableStream
  private readonly silent: boolean
  private failure: NodeJS.ErrnoException | null = null
  private readonly onError = (error: NodeJS.ErrnoException): void => {
    this.failure = error
  }

  constructor(stream: NodeJS.WritableStream, silent: boolean) {
    this.stream = stream
    this.silent = silent
    stream.on('error', this.onError)
  }

  /** False when nobody reads any more. */
  async write(bytes: Uint8Array): Promise<boolean> {
    if (this.silent || bytes.length === 0) return true
    if (this.closed()) return false
    // The view is overwritten by the next chunk while the stream may still hold it.
    const copy = Buffer.from(bytes)
    if (!this.stream.write(copy)) await this.drained()
    return !this.closed()
  }

  release(): void {
    // An error that arrives after the last write (a closed pipe) has no reader left to tell.
    if (this.failure === null) this.stream.once('error', () => undefined)
    this.stream.off('error', this.onError)
  }

  private closed(): boolean {
    if (this.failure === null) return false
    if (this.failure.code === 'EPIPE' || this.failure.code === 'ERR_STREAM_DESTROYED') return true
    throw this.failure
  }

  private async drained(): Promise<void> {
    const stop = new AbortController()
    const onError = (): void => stop.abort()
    this.stream.once('error', onError)
    this.stream.once('close', onError)
    try {
      await once(this.stream, 'drain', { signal: stop.signal })
    } catch (error) {
      if (!stop.signal.aborted && this.failure === null) throw error
    } finally {
      this.stream.off('error', onError)
      this.stream.off('close', onError)
    }
  }
}
