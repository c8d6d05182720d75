export { ResultsPage as Screen } from './results-page.tsx'
