export { OversightPage as Screen } from './oversight-page.tsx'
