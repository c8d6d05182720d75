export { DeskPage as Screen } from './desk-page.tsx'
