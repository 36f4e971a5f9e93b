using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Heffl;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

/// <summary>Text is text alone, as for the compiler: by itself Json.NET takes 7 for "7".</summary>
class StrictText : JsonConverter<string>
{
    public override bool CanWrite => false;

    public override string ReadJson(JsonReader reader, Type type, string existing, bool has, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.String || reader.TokenType == JsonToken.Null) return (string)reader.Value;
        throw new JsonSerializationException($"{reader.Path} isn't text.");
    }

    public override void WriteJson(JsonWriter writer, string value, JsonSerializer serializer) => throw new NotSupportedException();
}

static class Driver
{
    static readonly JsonSerializerSettings Plain = new JsonSerializerSettings { DateParseHandling = DateParseHandling.None };

    /// <summary>A task as somebody would write it. `Task` below is the runtime's.</summary>
    static NewTask FollowUp() => new NewTask
    {
        Title = "Call Acme about the renewal",
        Priority = "HIGH",
        DueDate = new DateTimeOffset(2026, 12, 1, 9, 30, 0, TimeSpan.Zero),
        DurationMinutes = 30,
        Entity = "deals",
        EntityId = "dl_7Hq3ZxP0sM",
        AdditionalProperties = new Dictionary<string, object> { ["cf_seats"] = 40, ["description"] = null },
    };

    static NewTask Build(JObject body)
    {
        var serializer = JsonSerializer.Create(Plain);
        serializer.Converters.Add(new StrictText());
        var task = body.ToObject<NewTask>(serializer);
        // Null in a property counts as left out; this is how a user sends it.
        foreach (var field in body.Properties().Where(field => field.Value.Type == JTokenType.Null))
            task.AdditionalProperties[field.Name] = null;
        return task;
    }

    static async Task<JObject> Drive(JObject job)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Add("x-api-key", (string)job["apiKey"]);
        var client = new HefflClient(http) { BaseUrl = (string)job["baseUrl"] };
        try
        {
            return Report(200, await Call(client, job));
        }
        catch (ApiException<ErrorResponse> e)
        {
            return Report(e.StatusCode, e.Result);
        }
        catch (ApiException e) when (e.InnerException is JsonException)
        {
            return new JObject { ["refused"] = e.InnerException.Message };
        }
        catch (JsonException e)
        {
            return new JObject { ["refused"] = e.Message };
        }
    }

    static async Task<object> Call(HefflClient client, JObject job)
    {
        if ((string)job["operation"] == "createTask") return await client.CreateTaskAsync(Build((JObject)job["body"]));
        var given = job["parameters"];
        if ((string)job["operation"] == "getTask") return await client.GetTaskAsync((string)given["id"]);
        var direction = (string)given["orderDir"];
        return await client.ListTasksAsync(
            (string)given["cursor"], (double?)given["pageSize"], (string)given["search"], (string)given["orderBy"],
            direction == null ? (OrderDir?)null : (OrderDir)Enum.Parse(typeof(OrderDir), direction, true), (string)given["filters"]);
    }

    static JObject Report(int status, object read) =>
        new JObject { ["status"] = status, ["read"] = new JRaw(JsonConvert.SerializeObject(read)) };

    // Mono's compiler knows no `async` here.
    static void Main()
    {
        FollowUp();
        var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        for (var line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            var job = JsonConvert.DeserializeObject<JObject>(line, Plain);
            var report = Drive(job).GetAwaiter().GetResult();
            report["name"] = job["name"];
            output.WriteLine(report.ToString(Formatting.None));
        }
    }
}
