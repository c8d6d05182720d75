export { EquipmentPage as Screen } from './equipment-page.tsx'
