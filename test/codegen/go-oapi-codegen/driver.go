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

// The error is a refusal of the typed layer; anything else that goes wrong is no result and panics.
func create(j job) (status int, read any, err error) {
	var task heffl.NewTask
	if err := json.Unmarshal(j.Body, &task); err != nil {
		return 0, nil, err
	}
	withKey := func(_ context.Context, request *http.Request) error {
		request.Header.Set("x-api-key", j.APIKey)
		return nil
	}
	client, err := heffl.NewClientWithResponses(j.BaseURL, heffl.WithRequestEditorFn(withKey))
	if err != nil {
		panic(err)
	}
	response, err := client.CreateTaskWithResponse(context.Background(), task)
	var unreadable *json.UnmarshalTypeError
	if errors.As(err, &unreadable) {
		return 0, nil, err
	}
	if err != nil {
		panic(err)
	}
	switch response.StatusCode() {
	case 200:
		read = response.JSON200
	case 400:
		read = response.JSON400
	case 401:
		read = response.JSON401
	case 403:
		read = response.JSON403
	case 404:
		read = response.JSON404
	case 409:
		read = response.JSON409
	case 429:
		read = response.JSON429
	case 500:
		read = response.JSON500
	}
	return response.StatusCode(), read, nil
}
