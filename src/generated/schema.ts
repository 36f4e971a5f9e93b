// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.

export interface paths {
    "/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create task
         * @description Creates one task and answers with it. Only `title` is needed.
         *
         *     To link the task to a record, send `entity` **and** `entityId`: which kind of record, and which one. `entity`
         *     without `entityId` is refused; Heffl's guide asks for both together.
         *
         *     Custom fields go beside the others as `cf_*` keys. Any other key is refused.
         *
         *     A create has no idempotency key: sending the same body twice makes two tasks.
         */
        post: operations["createTask"];
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
         * @description A task to create. Leave a field out and Heffl decides; what it decides is not published. Besides the fields
         *     listed here only `cf_*` keys are accepted, and `entity` asks for `entityId`.
         */
        NewTask: {
            /**
             * @description What has to be done, as it will stand in task lists. No length limit is published.
             * @example Call Acme about the renewal
             */
            title: string;
            /**
             * @description Whatever the assignee needs to know beyond the title.
             * @example They asked for a quote with 40 seats.
             */
            description?: string | null;
            /** @description How far the task is when it is created. */
            status?: components["schemas"]["HefflTaskStatus"];
            /** @description What sort of work it is. */
            type?: components["schemas"]["HefflTaskType"];
            /** @description How urgent it is; `null` for no priority. */
            priority?: components["schemas"]["HefflTaskPriority"] | null;
            /**
             * Format: date-time
             * @description When work is to begin, as RFC 3339 with an offset. Can't be `null`; leave it out instead.
             * @example 2026-12-01T09:00:00Z
             */
            startDate?: string | Date;
            /**
             * Format: date-time
             * @description When it has to be done, as RFC 3339 with an offset. Can't be `null`; leave it out instead.
             * @example 2026-12-01T09:30:00Z
             */
            dueDate?: string | Date;
            /**
             * @description Whether people see the time of day of `dueDate`, or its date alone.
             * @example true
             */
            showTime?: boolean;
            /**
             * Format: double
             * @description How long it is expected to take, in minutes. Fractions are allowed, `null` isn't.
             * @example 30
             */
            durationMinutes?: number;
            /** @description IDs of the users who are to do it (`usr_…`). */
            assigneeIds?: readonly string[];
            /** @description IDs of the tags to put on it (`tag_…`). */
            tagIds?: readonly string[];
            /** @description The kind of record to link the task to. Needs `entityId` beside it, and can't be `null`. */
            entity?: components["schemas"]["HefflTaskEntity"];
            /**
             * @description ID of the record to link the task to: `dl_…` for a deal, `ld_…` for a lead; no prefix is published for
             *     projects. Required when `entity` is given; Heffl's guide asks to send the two together.
             * @example dl_7Hq3ZxP0sM
             */
            entityId?: string | null;
        } & ({
            [key: `cf_${string}`]: unknown;
        } | {});
        /**
         * Task
         * @description A task as Heffl keeps it. Fields that aren't required may be `null` or missing. Custom fields come as top-level
         *     `cf_*` keys, and keys that aren't listed here may come too: ignore the ones you don't know.
         */
        HefflTask: {
            /**
             * @description The task's ID (`tsk_…`).
             * @example tsk_2Jd8RyW6Lc
             */
            id: string;
            /**
             * @description A number that Heffl generates. A string, though it reads as a number.
             * @example 1042
             */
            number: string;
            /**
             * @description What has to be done.
             * @example Call Acme about the renewal
             */
            title: string;
            /**
             * @description Whatever the assignee needs to know beyond the title.
             * @example They asked for a quote with 40 seats.
             */
            description?: string | null;
            /** @description How far the task is. */
            status: components["schemas"]["HefflTaskStatus"];
            /** @description What sort of work it is. */
            type: components["schemas"]["HefflTaskType"];
            /** @description How urgent it is; `null` for no priority. */
            priority?: components["schemas"]["HefflTaskPriority"] | null;
            /**
             * Format: date-time
             * @description When work is to begin, as RFC 3339.
             * @example 2026-12-01T09:00:00Z
             */
            startDate?: string | null;
            /**
             * Format: date-time
             * @description When it has to be done, as RFC 3339.
             * @example 2026-12-01T09:30:00Z
             */
            dueDate?: string | null;
            /**
             * @description Whether people see the time of day of `dueDate`, or its date alone.
             * @example true
             */
            showTime: boolean;
            /**
             * Format: double
             * @description How long it is expected to take, in minutes.
             * @example 30
             */
            durationMinutes?: number | null;
            /**
             * Format: date-time
             * @description When it was completed, as RFC 3339.
             * @example 2026-12-01T09:28:41Z
             */
            completedOn?: string | null;
            /** @description IDs of the users who are to do it (`usr_…`); empty when nobody is. */
            assigneeIds: string[];
            /** @description IDs of the tags on it (`tag_…`); empty when there are none. */
            tagIds: string[];
            /** @description The kind of record that the task is linked to. */
            entity?: components["schemas"]["HefflTaskEntity"] | null;
            /**
             * @description ID of the record that the task is linked to.
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
             * @description ID of the user who created it (`usr_…`). A key acts as the user who made it.
             * @example usr_4kT9wQ2nVb
             */
            createdById?: string | null;
            /**
             * @description That user's name, for display.
             * @example Mira Solberg
             */
            createdByName?: string | null;
            /**
             * Format: date-time
             * @description When it was created, as RFC 3339.
             * @example 2026-11-24T08:15:02Z
             */
            createdAt?: string | null;
            /**
             * Format: date-time
             * @description When it last changed, as RFC 3339.
             * @example 2026-11-24T08:15:02Z
             */
            updatedAt?: string | null;
        } & {
            [key: `cf_${string}`]: unknown;
        };
        /**
         * Task status
         * @description How far a task is.
         * @example OPEN
         * @enum {string}
         */
        HefflTaskStatus: "OPEN" | "IN_PROGRESS" | "ON_HOLD" | "COMPLETED" | "CANCELLED";
        /**
         * Task type
         * @description What sort of work a task is.
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
         * @description What went wrong, for programs. These are the published codes.
         * @example VALIDATION_ERROR
         * @enum {string}
         */
        ErrorCode: "VALIDATION_ERROR" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "TOO_MANY_REQUESTS" | "INTERNAL_SERVER_ERROR";
        /**
         * Error details
         * @description More about the error. Published for validation errors; other errors may leave it out.
         */
        ErrorDetails: {
            /** @description Every problem that was found in the request. */
            issues?: components["schemas"]["ErrorIssue"][];
        };
        /**
         * Error issue
         * @description One problem in the request.
         */
        ErrorIssue: {
            /**
             * @description The field that has the problem. It is missing when the problem is a key that isn't known.
             * @example dueDate
             */
            field?: string;
            /**
             * @description What is wrong with it, for people.
             * @example Must be a date-time.
             */
            message: string;
        };
    };
    responses: {
        /**
         * @description The request was refused and nothing was created. `VALIDATION_ERROR` names each problem in `details.issues`.
         *     Mend the request before you send it again.
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The `x-api-key` header is missing, or its key isn't valid. Nothing was created. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The user whose key this is may not do this. Nothing was created. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /**
         * @description Something wasn't found, and nothing was created. Which values of a task can lead to this answer is not
         *     published; the IDs in the request are the first to check.
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
         * @description The request conflicts with something that exists, and nothing was created. When a create can conflict is not
         *     published. Never send it again unchanged.
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
         *     same request again.
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
         * @description Something failed at Heffl's side. **The task may exist or not.** There is no idempotency key, so look for the
         *     task before you create it again.
         */
        InternalServerError: {
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
         * @description Tells when the current window of the rate limit ends. Its unit is not published: small numbers are most likely
         *     seconds from now, and numbers from 10⁹ up most likely Unix time. Other `RateLimit-*` headers come with a `429`, but
         *     their names are not published.
         * @example 27
         */
        "RateLimit-Reset": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
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
             * @description The task was created. The body is the task itself, without an envelope. Without a task's `id`, or when it says
             *     that it is an error, it proves nothing.
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
}
