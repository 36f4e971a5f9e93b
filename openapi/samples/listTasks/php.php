<?php

$key = getenv('HEFFL_API_KEY');
if (!$key) {
    fwrite(STDERR, "HEFFL_API_KEY isn't set\n");
    exit(1);
}
$baseUrl = getenv('HEFFL_BASE_URL') ?: 'https://api.heffl.com/api/v2';
$context = stream_context_create(['http' => [
    'header' => ["x-api-key: $key"],
    'follow_location' => 0, // a redirect would take the key along
    'ignore_errors' => true, // so that the answer says what is wrong
    'timeout' => 30,
]]);
$query = ['pageSize' => 50];
do {
    $stream = fopen("$baseUrl/tasks?" . http_build_query($query), 'r', context: $context);
    if ($stream === false) {
        exit(1);
    }
    [$status] = stream_get_meta_data($stream)['wrapper_data'];
    $answer = stream_get_contents($stream);
    if (!str_contains($status, ' 200 ')) {
        fwrite(STDERR, "$status: $answer\n");
        exit(1);
    }
    $page = json_decode($answer, true);
    // Only an answer with a list of tasks and its metadata is a page.
    if (!is_array($page['data'] ?? null) || !is_array($page['meta'] ?? null)) {
        fwrite(STDERR, "Not a page: $answer\n");
        exit(1);
    }
    foreach ($page['data'] as $task) {
        echo $task['id'], ' ', $task['title'], "\n";
    }
    $query['cursor'] = $page['meta']['nextCursor'] ?? null;
} while (!empty($page['meta']['hasMore']) && $query['cursor'] !== null);
