import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the checkout. */
export const checkout = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {...string} parts */
export function inCheckout(...parts) {
  return join(checkout, ...parts)
}

/** A failure whose message is all a person needs: shown without a stack. */
export class PlainError extends Error {}
