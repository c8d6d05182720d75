export { LABEL_COLUMNS, labelPredicate, labelPredicateInFunction, typePredicate } from './label-table.ts'
