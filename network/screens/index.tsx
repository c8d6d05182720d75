export { SharingPage as Screen } from './sharing-page.tsx'
