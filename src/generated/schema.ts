// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.

export interface paths {
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks
         * @description Lists tasks page by page. Without `orderBy` and `orderDir` the newest task comes first.
         *
         *     To get the next page, send `meta.nextCursor` of this page as `cursor`, with the other parameters unchanged.
         *     There are no more pages when `meta.hasMore` is `false`.
         *
         *     Whether a task is in the list at once after it was created is not published, so a task that isn't in the list
         *     may exist all the same. How the pages change when tasks are created while you read them is not published either.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Create task
         * @description Creates one task and answers with it. Only `title` is required.
         *
         *     To link the task to a record, send `entity` **and** `entityId`: the kind of the record, and its ID. `entity`
         *     without `entityId` is refused; Heffl's guide asks for both together.
         *
         *     Custom fields are sent beside the other fields, as `cf_*` keys. Any other key is refused.
         *
         *     A create has no idempotency key: sending the same body twice creates two tasks.
         */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get task
         * @description Gets one task. The answer has the same form as the answer to a create.
         *
         *     Whether a task can be read at once after it was created is not published.
         */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * New task
         * @description A task to create. If you leave a field out, Heffl chooses its value; which one is not published. Only the fields
         *     that are listed here and `cf_*` keys are accepted. `entity` requires `entityId`.
         */
        NewTask: {
            /**
             * @description What has to be done. No length limit is published.
             * @example Call Acme about the renewal
             */
            title: string;
            /**
             * @description Details beyond the title.
             * @example They asked for a quote with 40 seats.
             */
            description?: string | null;
            /** @description The status in which the task is created. */
            status?: components["schemas"]["HefflTaskStatus"];
            /** @description Whether it is a call, a to-do or a meeting. */
            type?: components["schemas"]["HefflTaskType"];
            /** @description How urgent the task is; `null` for no priority. */
            priority?: components["schemas"]["HefflTaskPriority"] | null;
            /**
             * Format: date-time
             * @description When work should begin, in RFC 3339 with an offset. May be left out, but not `null`.
             * @example 2026-12-01T09:00:00Z
             */
            startDate?: string | Date;
            /**
             * Format: date-time
             * @description When the task is due, in RFC 3339 with an offset. May be left out, but not `null`.
             * @example 2026-12-01T09:30:00Z
             */
            dueDate?: string | Date;
            /**
             * @description Whether the due date is shown with its time.
             * @example true
             */
            showTime?: boolean;
            /**
             * Format: double
             * @description The expected duration in minutes. May be a fraction, but not `null`.
             * @example 30
             */
            durationMinutes?: number;
            /** @description IDs of the users to whom the task is assigned (`usr_…`). */
            assigneeIds?: readonly string[];
            /** @description IDs of the task's tags (`tag_…`). */
            tagIds?: readonly string[];
            /** @description The kind of record to which the task is linked. Requires `entityId`, and may not be `null`. */
            entity?: components["schemas"]["HefflTaskEntity"];
            /**
             * @description ID of the record to which the task is linked: `dl_…` for a deal, `ld_…` for a lead; no prefix is published
             *     for projects. Required if `entity` is given; Heffl's guide asks for both together.
             * @example dl_7Hq3ZxP0sM
             */
            entityId?: string | null;
        } & ({
            [key: `cf_${string}`]: unknown;
        } | {});
        /**
         * Task
         * @description A task as Heffl answers with it. Fields that aren't required may be `null` or missing. Custom fields are top-level
         *     `cf_*` keys. There may be other keys that aren't listed here: ignore those that you don't know.
         */
        HefflTask: {
            /**
             * @description The task's ID (`tsk_…`).
             * @example tsk_2Jd8RyW6Lc
             */
            id: string;
            /**
             * @description A number that Heffl generates, as a string.
             * @example 1042
             */
            number: string;
            /**
             * @description What has to be done.
             * @example Call Acme about the renewal
             */
            title: string;
            /**
             * @description Details beyond the title.
             * @example They asked for a quote with 40 seats.
             */
            description?: string | null;
            /** @description The task's status. */
            status: components["schemas"]["HefflTaskStatus"];
            /** @description Whether it is a call, a to-do or a meeting. */
            type: components["schemas"]["HefflTaskType"];
            /** @description How urgent the task is; `null` for no priority. */
            priority?: components["schemas"]["HefflTaskPriority"] | null;
            /**
             * Format: date-time
             * @description When work should begin, in RFC 3339.
             * @example 2026-12-01T09:00:00Z
             */
            startDate?: string | null;
            /**
             * Format: date-time
             * @description When the task is due, in RFC 3339.
             * @example 2026-12-01T09:30:00Z
             */
            dueDate?: string | null;
            /**
             * @description Whether the due date is shown with its time.
             * @example true
             */
            showTime: boolean;
            /**
             * Format: double
             * @description The expected duration in minutes.
             * @example 30
             */
            durationMinutes?: number | null;
            /**
             * Format: date-time
             * @description When the task was completed, in RFC 3339.
             * @example 2026-12-01T09:28:41Z
             */
            completedOn?: string | null;
            /** @description IDs of the users to whom the task is assigned (`usr_…`). May be empty. */
            assigneeIds: string[];
            /** @description IDs of the task's tags (`tag_…`). May be empty. */
            tagIds: string[];
            /** @description The kind of record to which the task is linked. */
            entity?: components["schemas"]["HefflTaskEntity"] | null;
            /**
             * @description ID of the record to which the task is linked.
             * @example dl_7Hq3ZxP0sM
             */
            entityId?: string | null;
            /**
             * @description ID of the linked project. No prefix is published for projects.
             * @example null
             */
            projectId?: string | null;
            /**
             * @description ID of the linked lead (`ld_…`).
             * @example ld_0Tz6CuF9oD
             */
            leadId?: string | null;
            /**
             * @description ID of the linked deal (`dl_…`).
             * @example dl_7Hq3ZxP0sM
             */
            dealId?: string | null;
            /**
             * @description ID of the linked client (`clt_…`, the prefix of contacts and companies).
             * @example clt_5Vn1KgT8eB
             */
            clientId?: string | null;
            /**
             * @description ID of the linked contact (`clt_…`, the prefix of contacts and companies).
             * @example clt_3Ls7PjH2iA
             */
            contactId?: string | null;
            /**
             * @description ID of the user who created the task (`usr_…`).
             * @example usr_4kT9wQ2nVb
             */
            createdById?: string | null;
            /**
             * @description Name of the user who created the task.
             * @example Mira Solberg
             */
            createdByName?: string | null;
            /**
             * Format: date-time
             * @description When the task was created, in RFC 3339.
             * @example 2026-11-24T08:15:02Z
             */
            createdAt?: string | null;
            /**
             * Format: date-time
             * @description When the task last changed, in RFC 3339.
             * @example 2026-11-24T08:15:02Z
             */
            updatedAt?: string | null;
        } & {
            [key: `cf_${string}`]: unknown;
        };
        /**
         * Task status
         * @description The status of a task.
         * @example OPEN
         * @enum {string}
         */
        HefflTaskStatus: "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "COMPLETED" | "CANCELLED";
        /**
         * Task type
         * @description Whether a task is a call, a to-do or a meeting.
         * @example call
         * @enum {string}
         */
        HefflTaskType: "call" | "todo" | "meeting";
        /**
         * Task priority
         * @description How urgent a task is.
         * @example HIGH
         * @enum {string}
         */
        HefflTaskPriority: "LOW" | "MEDIUM" | "HIGH";
        /**
         * Task entity
         * @description A kind of record that a task can be linked to.
         * @example deals
         * @enum {string}
         */
        HefflTaskEntity: "projects" | "leads" | "deals";
        /**
         * Page of tasks
         * @description A part of the list of tasks.
         */
        TaskPage: {
            /** @description The tasks on this page, in the order of the list. */
            data: components["schemas"]["HefflTask"][];
            meta: components["schemas"]["PageMeta"];
        };
        /**
         * Page metadata
         * @description Whether there are more pages, and how to get the next one.
         */
        PageMeta: {
            /**
             * @description The `cursor` of the next page; `null` if there is none.
             * @example Zk3Xr8Lw1Tq
             */
            nextCursor: string | null;
            /**
             * @description Whether there are more pages.
             * @example true
             */
            hasMore: boolean;
        };
        /**
         * Order direction
         * @description `asc` for ascending order, `desc` for descending order.
         * @default desc
         * @example desc
         * @enum {string}
         */
        OrderDir: "asc" | "desc";
        /**
         * Error response
         * @description The body of every error.
         */
        ErrorResponse: {
            error: components["schemas"]["ErrorInfo"];
        };
        /**
         * Error info
         * @description What went wrong.
         */
        ErrorInfo: {
            code: components["schemas"]["ErrorCode"];
            /**
             * @description What went wrong, for people. The wording is not published and may change.
             * @example The request is not valid.
             */
            message: string;
            details?: components["schemas"]["ErrorDetails"];
        };
        /**
         * Error code
         * @description What went wrong, for programs. These are all published codes.
         * @example VALIDATION_ERROR
         * @enum {string}
         */
        ErrorCode: "VALIDATION_ERROR" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "TOO_MANY_REQUESTS" | "INTERNAL_SERVER_ERROR";
        /**
         * Error details
         * @description More about the error. It is published for validation errors only, so it may be missing in others.
         */
        ErrorDetails: {
            /** @description The problems that were found in the request. */
            issues?: components["schemas"]["ErrorIssue"][];
        };
        /**
         * Error issue
         * @description One problem in the request.
         */
        ErrorIssue: {
            /**
             * @description The field that has the problem. It is missing if the problem is an unknown key.
             * @example dueDate
             */
            field?: string;
            /**
             * @description What the problem is, for people.
             * @example Must be a date-time.
             */
            message: string;
        };
    };
    responses: {
        /**
         * @description The request was refused and nothing was created. After `VALIDATION_ERROR`, `details.issues` lists the problems.
         *     Correct the request before you send it again.
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The `x-api-key` header is missing, or the key in it is not valid. Nothing was created. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The user to whom the key belongs may not create this task. Nothing was created. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description Something was not found, and nothing was created. What can cause this is not published. Check the IDs in the
         *     request.
         */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The request conflicts with something that exists, and nothing was created. What a create can conflict with is not
         *     published. Never send the request again unchanged.
         */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The key's 60 requests a minute are used up, and nothing was created. Wait for `RateLimit-Reset`, then send the
         *     request again.
         */
        TooManyRequests: {
            headers: {
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description Something failed at Heffl. **The task may exist or not.** There is no idempotency key, so look for the task before
         *     you create it again.
         */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description The request was refused. After `VALIDATION_ERROR`, `details.issues` lists the problems. Correct the request before
         *     you send it again.
         */
        ReadBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The `x-api-key` header is missing, or the key in it is not valid. */
        ReadUnauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The user to whom the key belongs may not read this. */
        ReadForbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description No task with this ID was found. Whether Heffl answers like this for a task that exists but that the user may not read
         *     is not published.
         */
        ReadNotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The key's 60 requests a minute are used up. Wait for `RateLimit-Reset`, then send the request again. */
        ReadTooManyRequests: {
            headers: {
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Something failed at Heffl. A read changes nothing, so you can send it again, with exponential backoff. */
        ReadInternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description When the current window of the rate limit ends. Its unit is not published: a small number is most likely a number
         *     of seconds from now, and a number of 10⁹ or more most likely Unix time. A `429` has other `RateLimit-*` headers
         *     too, but their names are not published.
         * @example 27
         */
        "RateLimit-Reset": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listTasks: {
        parameters: {
            query?: {
                /**
                 * @description `meta.nextCursor` of the page before. Leave it out to get the first page. The form of a cursor is not
                 *     published.
                 */
                cursor?: string;
                /** @description The number of tasks on a page. No minimum is published. */
                pageSize?: number;
                /** @description Text to search for. Which fields of a task are searched is not known here. */
                search?: string;
                /** @description The field by which the tasks are sorted. Values other than `createdAt` are not known here. */
                orderBy?: string;
                /** @description The direction in which the tasks are sorted. */
                orderDir?: components["schemas"]["OrderDir"];
                /**
                 * @description Conditions for the tasks, as the text of a JSON object: `{"field": {"operator": "is", "values": […]}}`. Which
                 *     fields of a task can be filtered, and by which other operators, is not known here.
                 */
                filters?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tasks. It may be empty. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            400: components["responses"]["ReadBadRequest"];
            401: components["responses"]["ReadUnauthorized"];
            403: components["responses"]["ReadForbidden"];
            429: components["responses"]["ReadTooManyRequests"];
            500: components["responses"]["ReadInternalServerError"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The task to create. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTask"];
            };
        };
        responses: {
            /**
             * @description The task was created. The body is the task itself, without a wrapper. A body that has no task's `id`, or that
             *     says that it is an error, doesn't prove that a task was created.
             */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HefflTask"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's ID (`tsk_…`). */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HefflTask"];
                };
            };
            400: components["responses"]["ReadBadRequest"];
            401: components["responses"]["ReadUnauthorized"];
            403: components["responses"]["ReadForbidden"];
            404: components["responses"]["ReadNotFound"];
            429: components["responses"]["ReadTooManyRequests"];
            500: components["responses"]["ReadInternalServerError"];
        };
    };
}
