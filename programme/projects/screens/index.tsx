export { ProjectsPage as Screen } from './projects-page.tsx'
