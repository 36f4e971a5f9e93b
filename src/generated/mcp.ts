// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.

/** A task to create. */
export const NEW_TASK = {
  "description": "A task to create. If you leave a field out, Heffl chooses its value; which one is not published. Only the fields that are listed here and `cf_*` keys are accepted. `entity` requires `entityId`.",
  "type": "object",
  "required": [
    "title"
  ],
  "properties": {
    "title": {
      "type": "string",
      "description": "What has to be done. No length limit is published."
    },
    "description": {
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "null"
        }
      ],
      "description": "Details beyond the title."
    },
    "status": {
      "description": "The status in which the task is created.",
      "type": "string",
      "enum": [
        "OPEN",
        "IN_PROGRESS",
        "ON_HOLD",
        "COMPLETED",
        "CANCELLED"
      ]
    },
    "type": {
      "description": "Whether it is a call, a to-do or a meeting.",
      "type": "string",
      "enum": [
        "call",
        "todo",
        "meeting"
      ]
    },
    "priority": {
      "anyOf": [
        {
          "type": "string",
          "enum": [
            "LOW",
            "MEDIUM",
            "HIGH"
          ]
        },
        {
          "type": "null"
        }
      ],
      "description": "How urgent the task is; `null` for no priority."
    },
    "startDate": {
      "type": "string",
      "format": "date-time",
      "description": "When work should begin, in RFC 3339 with an offset. May be left out, but not `null`."
    },
    "dueDate": {
      "type": "string",
      "format": "date-time",
      "description": "When the task is due, in RFC 3339 with an offset. May be left out, but not `null`."
    },
    "showTime": {
      "type": "boolean",
      "description": "Whether the due date is shown with its time."
    },
    "durationMinutes": {
      "type": "number",
      "minimum": 0,
      "description": "The expected duration in minutes. May be a fraction, but not `null`."
    },
    "assigneeIds": {
      "type": "array",
      "description": "IDs of the users to whom the task is assigned (`usr_…`).",
      "items": {
        "type": "string"
      }
    },
    "tagIds": {
      "type": "array",
      "description": "IDs of the task's tags (`tag_…`).",
      "items": {
        "type": "string"
      }
    },
    "entity": {
      "description": "The kind of record to which the task is linked. Requires `entityId`, and may not be `null`.",
      "type": "string",
      "enum": [
        "projects",
        "leads",
        "deals"
      ]
    },
    "entityId": {
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "null"
        }
      ],
      "description": "ID of the record to which the task is linked: `dl_…` for a deal, `ld_…` for a lead; no prefix is published for projects. Required if `entity` is given; Heffl's guide asks for both together."
    }
  },
  "dependentRequired": {
    "entity": [
      "entityId"
    ]
  },
  "additionalProperties": false,
  "patternProperties": {
    "^cf_": {
      "description": "A custom field of the workspace, with a value of the field's own type."
    }
  }
};

/** The names of the fields of a task as Heffl answers with it. */
export const TASK_FIELDS = [
  "id",
  "number",
  "title",
  "description",
  "status",
  "type",
  "priority",
  "startDate",
  "dueDate",
  "showTime",
  "durationMinutes",
  "completedOn",
  "assigneeIds",
  "tagIds",
  "entity",
  "entityId",
  "projectId",
  "leadId",
  "dealId",
  "clientId",
  "contactId",
  "createdById",
  "createdByName",
  "createdAt",
  "updatedAt"
];

/** The parameters of the list of tasks. */
export const LIST_QUERY = {
  "type": "object",
  "properties": {
    "cursor": {
      "type": "string",
      "description": "`meta.nextCursor` of the page before. Leave it out to get the first page. The form of a cursor is not published."
    },
    "pageSize": {
      "type": "number",
      "maximum": 100,
      "default": 30,
      "description": "The number of tasks on a page. No minimum is published."
    },
    "search": {
      "type": "string",
      "description": "Text to search for. Which fields of a task are searched is not known here."
    },
    "orderBy": {
      "type": "string",
      "default": "createdAt",
      "description": "The field by which the tasks are sorted. Values other than `createdAt` are not known here."
    },
    "orderDir": {
      "description": "The direction in which the tasks are sorted.",
      "type": "string",
      "enum": [
        "asc",
        "desc"
      ],
      "default": "desc"
    },
    "filters": {
      "type": "string",
      "description": "Conditions for the tasks, as the text of a JSON object: `{\"field\": {\"operator\": \"is\", \"values\": […]}}`. Which fields of a task can be filtered, and by which other operators, is not known here."
    }
  },
  "additionalProperties": false
};

/** The parameters of one task's address. */
export const TASK_PATH = {
  "type": "object",
  "required": [
    "id"
  ],
  "properties": {
    "id": {
      "type": "string",
      "description": "The task's ID (`tsk_…`)."
    }
  },
  "additionalProperties": false
};
