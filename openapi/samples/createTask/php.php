<?php

$key = getenv('HEFFL_API_KEY');
if (!$key) {
    fwrite(STDERR, "HEFFL_API_KEY isn't set\n");
    exit(1);
}
$baseUrl = getenv('HEFFL_BASE_URL') ?: 'https://api.heffl.com/api/v2';
$stream = fopen("$baseUrl/tasks", 'r', context: stream_context_create(['http' => [
    'method' => 'POST',
    'header' => ["x-api-key: $key", 'Content-Type: application/json'],
    'follow_location' => 0, // a redirect would take the key along
    'ignore_errors' => true, // so that the answer says what is wrong
    'timeout' => 30,
    'content' => json_encode([
        'title' => 'Call Acme about the renewal',
        'description' => 'They asked for a quote with 40 seats.',
        'status' => 'OPEN',
        'type' => 'call',
        'priority' => 'HIGH',
        'startDate' => '2026-12-01T09:00:00Z',
        'dueDate' => '2026-12-01T09:30:00Z',
        'showTime' => true,
        'durationMinutes' => 30,
        'assigneeIds' => ['usr_4kT9wQ2nVb'],
        'tagIds' => ['tag_renewal26'],
        'entity' => 'deals',
        'entityId' => 'dl_7Hq3ZxP0sM',
        'cf_follow_up_type' => 'phone',
        'cf_seats' => 40,
    ]),
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
$created = json_decode($answer, true);
// Only an answer with an ID that doesn't say it is an error is a task.
$isError = !empty($created['error']) || !empty($created['errors']) || ($created['success'] ?? true) === false;
if (empty($created['id']) || $isError) {
    fwrite(STDERR, "The task may exist, look for it: $answer\n");
    exit(1);
}
echo $created['id'], "\n";
