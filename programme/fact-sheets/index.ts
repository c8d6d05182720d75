export { composeSheet, type ReadEntry, type Sheet } from './compose.ts'
export { LANGUAGES, SHEETS, type Language } from './language.ts'
export { pdfOf } from './pdf.ts'
export { webPage } from './web-page.ts'
