/** A cell that a spreadsheet would run as a formula is written with a leading apostrophe (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/

function field(value: string): string {
  const safe = FORMULA.test(value) && !/^-?\d+([.,]\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 text with a byte order mark, which is what makes spreadsheets read it as UTF-8. */
export function toCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(field).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

export function download(name: string, mediaType: string, content: BlobPart): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type: mediaType }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
