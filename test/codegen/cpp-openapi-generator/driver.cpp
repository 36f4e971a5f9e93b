#include <iostream>
#include <sstream>
#include <string>

#include "CppRestOpenAPIClient/ApiClient.h"
#include "CppRestOpenAPIClient/ApiConfiguration.h"
#include "CppRestOpenAPIClient/api/TasksApi.h"
#include "CppRestOpenAPIClient/model/ErrorResponse.h"
#include "CppRestOpenAPIClient/model/NewTask.h"

using namespace org::openapitools::client::api;
using namespace org::openapitools::client::model;
using web::json::value;

// A task as somebody would write it.
std::shared_ptr<NewTask> followUp() {
  auto task = std::make_shared<NewTask>();
  task->setTitle("Call Acme about the renewal");
  task->setPriority(std::make_shared<HefflTaskPriority>("HIGH"));
  task->setDueDate(utility::datetime::from_string("2026-12-01T09:30:00Z", utility::datetime::ISO_8601));
  task->setDurationMinutes(30);
  task->setAssigneeIds({"usr_4kT9wQ2nVb"});
  task->setEntity(std::make_shared<HefflTaskEntity>("deals"));
  task->setEntityId("dl_7Hq3ZxP0sM");
  task->addAdditionalProperty("cf_seats", value::number(40));
  task->addAdditionalProperty("description", value::null());
  return task;
}

value refused(const std::string& why) { return value::object({{"refused", value::string(why)}}); }

value told(int status, const value& read) {
  return value::object({{"status", value::number(status)}, {"read", read}});
}

std::shared_ptr<NewTask> build(const value& body) {
  auto task = std::make_shared<NewTask>();
  if (!task->fromJson(body)) throw std::invalid_argument("a value of another type");
  // A null that is read counts as left out; this is how a user sends it.
  for (const auto& field : body.as_object())
    if (field.second.is_null()) task->addAdditionalProperty(field.first, value::null());
  return task;
}

value call(const TasksApi& api, const value& job) {
  const auto operation = job.at("operation").as_string();
  if (operation == "createTask") return api.createTask(build(job.at("body"))).get()->toJson();
  const auto given = job.at("parameters");
  if (operation == "getTask") return api.getTask(given.at("id").as_string()).get()->toJson();
  const auto text = [&](const std::string& name) {
    return given.has_field(name) ? boost::optional<std::string>(given.at(name).as_string()) : boost::none;
  };
  boost::optional<double> pageSize;
  if (given.has_field("pageSize")) pageSize = given.at("pageSize").as_double();
  boost::optional<std::shared_ptr<OrderDir>> orderDir;
  if (text("orderDir")) orderDir = std::make_shared<OrderDir>(*text("orderDir"));
  return api.listTasks(text("cursor"), pageSize, text("search"), text("orderBy"), orderDir, text("filters")).get()->toJson();
}

value drive(const value& job) {
  auto configuration = std::make_shared<ApiConfiguration>();
  configuration->setBaseUrl(job.at("baseUrl").as_string());
  configuration->setApiKey("apiKey", job.at("apiKey").as_string());
  TasksApi api(std::make_shared<ApiClient>(configuration));
  try {
    return told(200, call(api, job));
  } catch (const ApiException& failure) {
    if (!failure.getContent()) throw;
    ErrorResponse error;
    std::stringstream text;
    text << failure.getContent()->rdbuf();
    error.fromJson(value::parse(text.str()));
    return told(failure.error_code().value(), error.toJson());
  } catch (const web::json::json_exception& error) {
    return refused(error.what());
  } catch (const std::invalid_argument& error) {  // a value of another type, or one that an enum doesn't have
    return refused(error.what());
  }
}

int main() {
  followUp();
  for (std::string line; std::getline(std::cin, line);) {
    auto job = value::parse(line);
    auto report = drive(job);
    report["name"] = job.at("name");
    std::cout << report.serialize() << std::endl;
  }
}
