export { PicturePage as Screen } from './picture-page.tsx'
