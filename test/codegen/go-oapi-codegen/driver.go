package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"driver/heffl"

	"github.com/oapi-codegen/nullable"
)

var _ = callAcme

// A task as a user writes it: an enum, a date, a custom field, a null.
func callAcme() heffl.NewTask {
	return heffl.NewTask{
		Title:                "Call Acme about the renewal",
		Type:                 new(heffl.HefflTaskTypeCall),
		Priority:             nullable.NewNullableWithValue(heffl.HefflTaskPriorityHIGH),
		DueDate:              new(time.Date(2026, 12, 1, 9, 30, 0, 0, time.UTC)),
		AssigneeIds:          []string{"usr_4kT9wQ2nVb"},
		Description:          nullable.NewNullNullable[string](),
		AdditionalProperties: map[string]any{"cf_follow_up_type": "phone"},
	}
}

func clientOf(j job) *heffl.ClientWithResponses {
	withKey := func(_ context.Context, request *http.Request) error {
		request.Header.Set("x-api-key", j.APIKey)
		return nil
	}
	client, err := heffl.NewClientWithResponses(j.BaseURL, heffl.WithRequestEditorFn(withKey))
	if err != nil {
		panic(err)
	}
	return client
}

// Whether the typed layer refused to read the answer; anything else that goes wrong is no result and panics.
func isUnreadable(err error) bool {
	var unreadable *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &unreadable) {
		panic(err)
	}
	return err != nil
}

func create(j job) (status int, read any, err error) {
	var task heffl.NewTask
	if err := json.Unmarshal(j.Body, &task); err != nil {
		return 0, nil, err
	}
	response, err := clientOf(j).CreateTaskWithResponse(context.Background(), task)
	if isUnreadable(err) {
		return 0, nil, err
	}
	return response.StatusCode(), map[int]any{
		200: response.JSON200, 400: response.JSON400, 401: response.JSON401, 403: response.JSON403,
		404: response.JSON404, 409: response.JSON409, 429: response.JSON429, 500: response.JSON500,
	}[response.StatusCode()], nil
}

func get(j job) (status int, read any, err error) {
	response, err := clientOf(j).GetTaskWithResponse(context.Background(), j.Parameters.ID)
	if isUnreadable(err) {
		return 0, nil, err
	}
	return response.StatusCode(), map[int]any{
		200: response.JSON200, 400: response.JSON400, 401: response.JSON401, 403: response.JSON403,
		404: response.JSON404, 429: response.JSON429, 500: response.JSON500,
	}[response.StatusCode()], nil
}

func list(j job) (status int, read any, err error) {
	p := j.Parameters
	response, err := clientOf(j).ListTasksWithResponse(context.Background(), &heffl.ListTasksParams{
		Cursor: p.Cursor, PageSize: p.PageSize, Search: p.Search,
		OrderBy: p.OrderBy, OrderDir: (*heffl.OrderDir)(p.OrderDir), Filters: p.Filters,
	})
	if isUnreadable(err) {
		return 0, nil, err
	}
	return response.StatusCode(), map[int]any{
		200: response.JSON200, 400: response.JSON400, 401: response.JSON401, 403: response.JSON403,
		429: response.JSON429, 500: response.JSON500,
	}[response.StatusCode()], nil
}
