export { FirearmsPage as Screen } from './firearms-page.tsx'
