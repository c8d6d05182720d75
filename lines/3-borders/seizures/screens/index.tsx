export { SeizuresPage as Screen } from './seizures-page.tsx'
