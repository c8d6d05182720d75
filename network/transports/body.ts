import type { IncomingMessage } from 'node:http'
import { fail, ok, type Result } from '@basinet/kernel/contract'

/** Reads a whole body of at most `maxBytes`; the rest of a larger one is not read. Errors: `transport.too-large`. */
export async function readBody(message: IncomingMessage, maxBytes: number): Promise<Result<Uint8Array>> {
  const declared = Number(message.headers['content-length'] ?? 0)
  if (declared > maxBytes) {
    message.destroy()
    return tooLarge(declared, maxBytes)
  }
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of message as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > maxBytes) {
      message.destroy()
      return tooLarge(length, maxBytes)
    }
    pieces.push(piece)
  }
  return ok(Buffer.concat(pieces, length))
}

function tooLarge(bytes: number, maxBytes: number): Result<never> {
  return fail('transport.too-large', `${bytes} bytes or more, at most ${maxBytes} are read`)
}
