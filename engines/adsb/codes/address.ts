/** A 24-bit address as six hexadecimal digits, the way it is written everywhere. */
export function formatAddress(address: number): string {
  return address.toString(16).toUpperCase().padStart(6, '0')
}

/** The number of six hexadecimal digits; null for any other text. */
export function parseAddress(text: string): number | null {
  return /^[0-9a-fA-F]{6}$/.test(text) ? Number.parseInt(text, 16) : null
}
