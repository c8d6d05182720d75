export { TrainingPage as Screen } from './training-page.tsx'
