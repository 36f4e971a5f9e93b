import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

class CreateTask {
  public static void main(String[] args) throws Exception {
    var task = """
        {
          "title": "Call Acme about the renewal",
          "description": "They asked for a quote with 40 seats.",
          "status": "OPEN",
          "type": "call",
          "priority": "HIGH",
          "startDate": "2026-12-01T09:00:00Z",
          "dueDate": "2026-12-01T09:30:00Z",
          "showTime": true,
          "durationMinutes": 30,
          "assigneeIds": ["usr_4kT9wQ2nVb"],
          "tagIds": ["tag_renewal26"],
          "entity": "deals",
          "entityId": "dl_7Hq3ZxP0sM",
          "cf_follow_up_type": "phone",
          "cf_seats": 40
        }""";
    var key = System.getenv("HEFFL_API_KEY");
    if (key == null) throw new IllegalStateException("HEFFL_API_KEY isn't set");
    var baseUrl = System.getenv().getOrDefault("HEFFL_BASE_URL", "https://api.heffl.com/api/v2");
    var request = HttpRequest.newBuilder(URI.create(baseUrl + "/tasks"))
        .header("x-api-key", key)
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(30))
        .POST(HttpRequest.BodyPublishers.ofString(task))
        .build();
    // This client follows no redirect, which would take the key along.
    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      System.err.println(response.statusCode() + ": " + response.body());
      System.exit(1);
    }
    // Only an answer with an ID that doesn't say it is an error is a task. Better read it with a JSON library.
    var isTask = Pattern.compile("^\\s*\\{.*\"id\"\\s*:\\s*\"", Pattern.DOTALL).matcher(response.body()).find();
    var isError = Pattern.compile("\"(?:errors?\"\\s*:\\s*(?!\\s|null|false|\"\"|\\[\\s*]|\\{\\s*})|success\"\\s*:\\s*false)")
        .matcher(response.body()).find();
    if (!isTask || isError) {
      System.err.println("The task may exist, look for it: " + response.body());
      System.exit(1);
    }
    System.out.println(response.body());
  }
}
