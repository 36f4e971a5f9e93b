import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.cfg.CoercionAction
import com.fasterxml.jackson.databind.cfg.CoercionInputShape
import com.fasterxml.jackson.databind.type.LogicalType
import java.time.OffsetDateTime
import org.openapitools.client.apis.TasksApi
import org.openapitools.client.infrastructure.ApiClient
import org.openapitools.client.infrastructure.ApiResponse
import org.openapitools.client.infrastructure.ClientError
import org.openapitools.client.infrastructure.Serializer
import org.openapitools.client.infrastructure.ServerError
import org.openapitools.client.infrastructure.Success
import org.openapitools.client.models.ErrorResponse
import org.openapitools.client.models.HefflTask
import org.openapitools.client.models.HefflTaskEntity
import org.openapitools.client.models.HefflTaskPriority
import org.openapitools.client.models.NewTask
import org.openapitools.client.models.OrderDir

/** As strict as the compiler: no 7 for "7". */
private val json = Serializer.jacksonObjectMapper.copy().apply {
    coercionConfigFor(LogicalType.Textual).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
}

fun main() {
    for (line in generateSequence(::readLine)) {
        val job = json.readTree(line)
        val report = try {
            drive(job)
        } catch (e: JsonProcessingException) {
            mapOf("refused" to e.message)
        }
        println(json.writeValueAsString(mapOf("name" to job["name"]) + report))
    }
}

private fun drive(job: JsonNode): Map<String, Any?> {
    ApiClient.apiKey["x-api-key"] = job["apiKey"].asText()
    val response = call(TasksApi(job["baseUrl"].asText()), job)
    val read = when (response) {
        is Success -> response.data
        is ClientError -> json.readValue(response.body as String, ErrorResponse::class.java)
        is ServerError -> json.readValue(response.body as String, ErrorResponse::class.java)
        else -> null
    }
    return mapOf("status" to response.statusCode, "read" to read)
}

private fun call(api: TasksApi, job: JsonNode): ApiResponse<*> {
    val given = job.path("parameters")
    return when (job["operation"].asText()) {
        "createTask" -> api.createTaskWithHttpInfo(build(job["body"]))
        "getTask" -> api.getTaskWithHttpInfo(given["id"].asText())
        else -> api.listTasksWithHttpInfo(
            cursor = given["cursor"]?.asText(),
            pageSize = given["pageSize"]?.asDouble(),
            search = given["search"]?.asText(),
            orderBy = given["orderBy"]?.asText(),
            orderDir = given["orderDir"]?.let { OrderDir.valueOf(it.asText()) },
            filters = given["filters"]?.asText(),
        )
    }
}

private fun build(body: JsonNode): NewTask {
    val task = json.treeToValue(body, NewTask::class.java)
    // Null in a property counts as left out; this is how a user sends it.
    for ((name, value) in body.properties()) if (value.isNull) task.additionalProperties[name] = null
    return task
}

/** By hand, as a user writes it. */
fun byHand() = NewTask(
    title = "Call Acme about the renewal",
    priority = HefflTaskPriority.HIGH,
    dueDate = OffsetDateTime.parse("2026-12-01T09:30:00Z"),
    durationMinutes = 30.0,
    assigneeIds = listOf("usr_4kT9wQ2nVb"),
    entity = HefflTaskEntity.deals,
    entityId = "dl_7Hq3ZxP0sM",
).apply {
    additionalProperties["cf_seats"] = 40
    additionalProperties["description"] = null
}
