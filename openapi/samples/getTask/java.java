import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

class GetTask {
  public static void main(String[] args) throws Exception {
    var id = "tsk_2Jd8RyW6Lc";
    var key = System.getenv("HEFFL_API_KEY");
    if (key == null) throw new IllegalStateException("HEFFL_API_KEY isn't set");
    var baseUrl = System.getenv().getOrDefault("HEFFL_BASE_URL", "https://api.heffl.com/api/v2");
    var request = HttpRequest.newBuilder(URI.create(baseUrl + "/tasks/" + id))
        .header("x-api-key", key)
        .timeout(Duration.ofSeconds(30))
        .build();
    // This client follows no redirect, which would take the key along.
    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      System.err.println(response.statusCode() + ": " + response.body());
      System.exit(1);
    }
    // Only an answer with this ID is the task. Better read it with a JSON library.
    if (!Pattern.compile("\"id\"\\s*:\\s*\"" + id + "\"").matcher(response.body()).find()) {
      System.err.println("Not the task: " + response.body());
      System.exit(1);
    }
    System.out.println(response.body());
  }
}
