export { AssistancePage as Screen } from './assistance-page.tsx'
