export { FactSheetsPage as Screen } from './fact-sheets-page.tsx'
