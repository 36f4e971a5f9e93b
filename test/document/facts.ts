// Heffl's published reference of its tasks, field by field, and its guides on lists and errors. Written by hand and
// apart from the document, so that a slip in one shows against the other.
const STATUS = "OPEN | IN_PROGRESS | ON_HOLD | COMPLETED | CANCELLED";
const TYPE = "call | todo | meeting";
const PRIORITY = "LOW | MEDIUM | HIGH";
const ENTITY = "projects | leads | deals";

export const REQUEST = {
  title: "required string",
  description: "string or null",
  status: STATUS,
  type: TYPE,
  priority: `${PRIORITY} or null`,
  startDate: "date-time string",
  dueDate: "date-time string",
  showTime: "boolean",
  durationMinutes: "number >= 0",
  assigneeIds: "list of string",
  tagIds: "list of string",
  entity: ENTITY,
  entityId: "string or null",
};

export const ANSWER = {
  id: "required string",
  number: "required string",
  title: "required string",
  status: `required ${STATUS}`,
  type: `required ${TYPE}`,
  showTime: "required boolean",
  assigneeIds: "required list of string",
  tagIds: "required list of string",
  description: "string or null",
  priority: `${PRIORITY} or null`,
  dueDate: "date-time string or null",
  startDate: "date-time string or null",
  durationMinutes: "number or null",
  completedOn: "date-time string or null",
  entity: `${ENTITY} or null`,
  entityId: "string or null",
  projectId: "string or null",
  leadId: "string or null",
  dealId: "string or null",
  clientId: "string or null",
  contactId: "string or null",
  createdById: "string or null",
  createdByName: "string or null",
  createdAt: "date-time string or null",
  updatedAt: "date-time string or null",
};

/** What `GET /tasks` takes in its query. */
export const QUERY = {
  cursor: "string",
  pageSize: "number <= 100 by default 30",
  search: "string",
  orderBy: "string by default createdAt",
  orderDir: "asc | desc by default desc",
  filters: "string",
};

export const PAGE = { data: "required list of object", meta: "required object" };
export const META = { nextCursor: "required string or null", hasMore: "required boolean" };

/** Published for the API as a whole. */
export const ERROR_CODES = {
  400: ["VALIDATION_ERROR", "BAD_REQUEST"],
  401: ["UNAUTHORIZED"],
  403: ["FORBIDDEN"],
  404: ["NOT_FOUND"],
  409: ["CONFLICT"],
  429: ["TOO_MANY_REQUESTS"],
  500: ["INTERNAL_SERVER_ERROR"],
};

/** Of these, what an operation can be expected to answer with: only a create can conflict, and a list needs no ID. */
export const STATUSES = {
  createTask: Object.keys(ERROR_CODES),
  listTasks: ["400", "401", "403", "429", "500"],
  getTask: ["400", "401", "403", "404", "429", "500"],
};
