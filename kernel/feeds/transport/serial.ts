import type { Readable } from 'node:stream'
import { pump } from './pump.ts'
import { retryForEver } from './retry.ts'
import type { FeedClock, Source } from './transport.ts'

/** Opens a serial device; handed in, so that the kernel needs no native module. Rejects when it cannot be opened. */
export type OpenSerial = (device: string, baudRate: number) => Promise<Readable>

export function serial(
  options: { readonly device: string; readonly baudRate: number; readonly open: OpenSerial },
  clock: FeedClock,
): Source {
  return {
    address: `serial:${options.device}`,
    run: (events, signal) =>
      retryForEver(clock, events, signal, async () => {
        const port = await options.open(options.device, options.baudRate)
        events.up()
        // A silent receiver is no reason to reopen the device: opening resets some of them.
        await pump(port, events.open(options.device), signal, null)
      }),
  }
}
