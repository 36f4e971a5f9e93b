export { HefflBulkError } from "./bulk/bulk-error.ts";
export { createMany } from "./bulk/create-many.ts";
export type {
  BulkClient,
  BulkOptions,
  BulkProgress,
  BulkRow,
  BulkRun,
  BulkSource,
  RowOutcome,
  RowResult,
} from "./bulk/types.ts";
