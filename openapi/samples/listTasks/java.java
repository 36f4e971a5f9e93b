import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

class ListTasks {
  public static void main(String[] args) throws Exception {
    var key = System.getenv("HEFFL_API_KEY");
    if (key == null) throw new IllegalStateException("HEFFL_API_KEY isn't set");
    var baseUrl = System.getenv().getOrDefault("HEFFL_BASE_URL", "https://api.heffl.com/api/v2");
    // While "hasMore" is true, get the next page with "&cursor=" and the answer's "nextCursor", encoded by URLEncoder.
    var request = HttpRequest.newBuilder(URI.create(baseUrl + "/tasks?pageSize=50"))
        .header("x-api-key", key)
        .timeout(Duration.ofSeconds(30))
        .build();
    // This client follows no redirect, which would take the key along.
    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      System.err.println(response.statusCode() + ": " + response.body());
      System.exit(1);
    }
    // Only an answer with a list of tasks and its metadata is a page. Better read it with a JSON library.
    var hasData = Pattern.compile("\"data\"\\s*:\\s*\\[").matcher(response.body()).find();
    var hasMeta = Pattern.compile("\"meta\"\\s*:\\s*\\{").matcher(response.body()).find();
    if (!hasData || !hasMeta) {
      System.err.println("Not a page: " + response.body());
      System.exit(1);
    }
    System.out.println(response.body());
  }
}
