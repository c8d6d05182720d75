export { DialoguePage as Screen } from './dialogue-page.tsx'
