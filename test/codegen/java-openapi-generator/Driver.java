import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.TasksApi;
import org.openapitools.client.model.ErrorResponse;
import org.openapitools.client.model.HefflTaskEntity;
import org.openapitools.client.model.HefflTaskPriority;
import org.openapitools.client.model.NewTask;
import org.openapitools.client.model.OrderDir;
import org.openapitools.jackson.nullable.JsonNullable;

public class Driver {
  /** Builds a task from JSON as strictly as the compiler would: no 7 for "7", no null where a field can't be null. */
  private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper()
      .setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));

  static {
    JSON.configOverride(JsonNullable.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET));
    JSON.coercionConfigFor(LogicalType.Textual).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
  }

  public static void main(String[] args) throws IOException, ApiException {
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      JsonNode job = JSON.readTree(line);
      ObjectNode report = JSON.createObjectNode().set("name", job.get("name"));
      try {
        drive(job, report);
      } catch (JsonProcessingException e) {
        report.put("refused", e.toString());
      }
      output.println(report);
    }
  }

  private static void drive(JsonNode job, ObjectNode report) throws JsonProcessingException, ApiException {
    var client = new ApiClient();
    client.updateBaseUri(job.get("baseUrl").asText());
    client.setRequestInterceptor(request -> request.header("x-api-key", job.get("apiKey").asText()));
    // Left as it is, Jackson doesn't send a custom field that is null.
    var inclusion = JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS);
    client.setObjectMapper(client.getObjectMapper().setDefaultPropertyInclusion(inclusion));
    try {
      var response = call(new TasksApi(client), job);
      report.put("status", response.getStatusCode()).set("read", JSON.valueToTree(response.getData()));
    } catch (ApiException e) {
      if (e.getCause() instanceof JsonProcessingException refusal) throw refusal;
      if (e.getResponseBody() == null) throw e;
      var error = JSON.readValue(e.getResponseBody(), ErrorResponse.class);
      report.put("status", e.getCode()).set("read", JSON.valueToTree(error));
    }
  }

  private static ApiResponse<?> call(TasksApi api, JsonNode job) throws JsonProcessingException, ApiException {
    var given = job.path("parameters");
    return switch (job.get("operation").asText()) {
      case "createTask" -> api.createTaskWithHttpInfo(JSON.treeToValue(job.get("body"), NewTask.class));
      case "getTask" -> api.getTaskWithHttpInfo(given.get("id").asText());
      default -> api.listTasksWithHttpInfo(
          given.path("cursor").textValue(),
          given.has("pageSize") ? given.get("pageSize").doubleValue() : null,
          given.path("search").textValue(),
          given.path("orderBy").textValue(),
          given.has("orderDir") ? OrderDir.fromValue(given.get("orderDir").textValue()) : null,
          given.path("filters").textValue());
    };
  }

  /** By hand, as a user writes it. */
  static NewTask byHand() {
    return new NewTask()
        .title("Call Acme about the renewal")
        .description(null)
        .priority(HefflTaskPriority.HIGH)
        .dueDate(OffsetDateTime.parse("2026-12-01T09:30:00Z"))
        .durationMinutes(30.0)
        .assigneeIds(List.of("usr_4kT9wQ2nVb"))
        .entity(HefflTaskEntity.DEALS)
        .entityId("dl_7Hq3ZxP0sM")
        .putAdditionalProperty("cf_seats", 40);
  }
}
