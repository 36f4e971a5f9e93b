using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    # Without this a Worker reaches public addresses only, and not the mock on this machine.
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "bundle.js")],
  bindings = [
    (name = "HEFFL_API_KEY", fromEnvironment = "HEFFL_API_KEY"),
    (name = "HEFFL_BASE_URL", fromEnvironment = "HEFFL_BASE_URL"),
  ],
  compatibilityDate = "2026-01-01",
);
