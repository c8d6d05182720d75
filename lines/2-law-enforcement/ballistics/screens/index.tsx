export { BallisticsPage as Screen } from './ballistics-page.tsx'
