import type { AisMessage } from '../message/message.ts'
import type { EncodeOptions } from './options.ts'

/** The sentences of one message, without line ends, ready to join with CR LF. */
export function encode(message: AisMessage, options: EncodeOptions = {}): string[] {
  throw new Error(`BUG: encode of ${message.type} for ${options.talker ?? 'AI'} is not built yet`)
}
