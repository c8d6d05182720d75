export { PartnerWatchPage as Screen } from './partner-watch-page.tsx'
