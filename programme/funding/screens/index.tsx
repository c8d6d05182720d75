export { FundingPage as Screen } from './funding-page.tsx'
