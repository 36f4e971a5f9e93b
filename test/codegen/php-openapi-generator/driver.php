<?php

declare(strict_types=1);

use Heffl\Api\TasksApi;
use Heffl\ApiException;
use Heffl\Configuration;
use Heffl\Model\HefflTaskEntity;
use Heffl\Model\HefflTaskPriority;
use Heffl\Model\NewTask;
use Heffl\ObjectSerializer;

// Debian's package of Guzzle; with Composer it is vendor/autoload.php.
require 'GuzzleHttp/autoload.php';
spl_autoload_register(function (string $class): void {
    $file = getenv('BUILD') . '/client/lib/' . str_replace(['Heffl\\', '\\'], ['', '/'], $class) . '.php';
    if (str_starts_with($class, 'Heffl\\')) require $file;
});

/** A task as somebody would write it. */
function follow_up(): NewTask
{
    $task = new NewTask([
        'title' => 'Call Acme about the renewal',
        'description' => null,
        'priority' => HefflTaskPriority::HIGH,
        'due_date' => new DateTime('2026-12-01T09:30:00Z'),
        'entity' => HefflTaskEntity::DEALS,
    ]);
    return $task->setEntityId('dl_7Hq3ZxP0sM');
}

/** From JSON, with the setters that a user would call. */
function build(array $body): NewTask
{
    $task = new NewTask();
    foreach (NewTask::attributeMap() as $name => $key) {
        if (!array_key_exists($key, $body)) continue;
        $isDate = NewTask::openAPITypes()[$name] === '\DateTime' && is_string($body[$key]);
        $task->{NewTask::setters()[$name]}($isDate ? date_of($body[$key]) : $body[$key]);
    }
    return $task;
}

/** PHP reads words such as "tomorrow" as dates too. */
function date_of(string $text): DateTime
{
    if (!preg_match('/^\d{4}-\d\d-\d\dT/', $text)) throw new InvalidArgumentException("$text is no date.");
    return new DateTime($text);
}

function call(TasksApi $api, array $job): array
{
    if ($job['operation'] === 'createTask') return $api->createTaskWithHttpInfo(build($job['body']));
    if ($job['operation'] === 'getTask') return $api->getTaskWithHttpInfo($job['parameters']['id']);
    $query = [];
    foreach ($job['parameters'] as $key => $value)
        $query[strtolower(preg_replace('/[A-Z]/', '_$0', $key))] = $value;
    return $api->listTasksWithHttpInfo(...$query);
}

ObjectSerializer::setDateTimeFormat(DATE_RFC3339_EXTENDED); // otherwise fractions of seconds are dropped
follow_up();
while (($line = fgets(STDIN)) !== false) {
    $job = json_decode($line, true);
    ['name' => $name, 'baseUrl' => $baseUrl, 'apiKey' => $apiKey] = $job;
    $configuration = (new Configuration())->setHost($baseUrl)->setApiKey('x-api-key', $apiKey);
    $api = new TasksApi(new GuzzleHttp\Client(), $configuration);
    try {
        [$read, $status] = call($api, $job);
        $report = ['status' => $status, 'read' => ObjectSerializer::sanitizeForSerialization($read)];
    } catch (ApiException $e) {
        $error = $e->getResponseObject();
        if ($error === null) throw $e;
        $report = ['status' => $e->getCode(), 'read' => ObjectSerializer::sanitizeForSerialization($error)];
    } catch (InvalidArgumentException | TypeError $e) {
        $report = ['refused' => $e->getMessage()];
    }
    echo json_encode(['name' => $name] + $report), "\n";
}
