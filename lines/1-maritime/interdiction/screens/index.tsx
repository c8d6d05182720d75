export { InterdictionPage as Screen } from './interdiction-page.tsx'
