<?php

$id = 'tsk_2Jd8RyW6Lc';
$key = getenv('HEFFL_API_KEY');
if (!$key) {
    fwrite(STDERR, "HEFFL_API_KEY isn't set\n");
    exit(1);
}
$baseUrl = getenv('HEFFL_BASE_URL') ?: 'https://api.heffl.com/api/v2';
$stream = fopen("$baseUrl/tasks/$id", 'r', context: stream_context_create(['http' => [
    'header' => ["x-api-key: $key"],
    'follow_location' => 0, // a redirect would take the key along
    'ignore_errors' => true, // so that the answer says what is wrong
    'timeout' => 30,
]]));
if ($stream === false) {
    exit(1);
}
[$status] = stream_get_meta_data($stream)['wrapper_data'];
$answer = stream_get_contents($stream);
if (!str_contains($status, ' 200 ')) {
    fwrite(STDERR, "$status: $answer\n");
    exit(1);
}
$task = json_decode($answer, true);
// Only an answer with this ID is the task.
if (($task['id'] ?? null) !== $id) {
    fwrite(STDERR, "Not the task: $answer\n");
    exit(1);
}
echo $task['title'], "\n";
