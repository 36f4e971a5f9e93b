/** A page whose text stands in a Markdown file of the checkout. */
export interface Page {
  /** Its name on the site, without ending: `errors` is `errors.html`, and its source `errors.md`. */
  name: string;
  title: string;
  /** What search engines, link previews and llms.txt say of it. */
  description: string;
  group: Group;
  file: string;
  /** Headings of its parts of `file`; the whole file without. "" is what stands before the first `##`. */
  sections?: string[];
}

export const GROUPS = ["Guide", "API reference", "TypeScript", "Measured", "Project"] as const;
export type Group = (typeof GROUPS)[number];

/** A page with its text, which may be written by a script. */
export interface SitePage extends Omit<Page, "file" | "sections"> {
  markdown: string;
  /** An operation's parts, for the menu: samples stand where other pages have their table of contents. */
  parts?: [id: string, title: string][];
}

export const PAGES: Page[] = [
  {
    name: "index",
    title: "Start",
    description:
      "Create tasks in Heffl, a CRM, from TypeScript or any other language, and know whether the task exists.",
    group: "Guide",
    file: "docs/index.md",
  },
  {
    name: "quick-start",
    title: "Quick start",
    description: "Install the client, create a task from TypeScript, read what comes back, and list tasks.",
    group: "Guide",
    file: "README.md",
    sections: ["", "Installation", "Try it without a key", "Your workspace's custom fields", "Reading tasks", "More"],
  },
  {
    name: "errors",
    title: "Errors and outcomes",
    description:
      "What each error proves about the task, what is retried, how a lost task is found, and where the API key goes.",
    group: "Guide",
    file: "README.md",
    sections: ["When a call fails", "The API key", "Limits of the runtime"],
  },
  {
    name: "options",
    title: "Options",
    description: "Everything that can be configured, for a client or for one call.",
    group: "Guide",
    file: "README.md",
    sections: ["Options"],
  },
  {
    name: "many",
    title: "Thousands of tasks",
    description: "Creating many tasks at the pace of Heffl's limit, with a journal that survives an interruption.",
    group: "Guide",
    file: "README.md",
    sections: ["Thousands of tasks", "The command"],
  },
  {
    name: "command",
    title: "The command heffl",
    description: "Create, read and list tasks from a terminal, and import thousands of them from a file.",
    group: "Guide",
    file: "docs/command.md",
  },
  {
    name: "agents",
    title: "Agents",
    description:
      "The tools of heffl mcp, the configuration of three hosts, and how an agent is kept from creating a task twice.",
    group: "Guide",
    file: "docs/agents.md",
  },
  {
    name: "faster",
    title: "Faster with undici",
    description: "A transport that makes more calls, and has fewer unknown outcomes.",
    group: "Guide",
    file: "README.md",
    sections: ["Faster with undici"],
  },
  {
    name: "testing",
    title: "Testing kit",
    description:
      "A mock of Heffl's API inside your test's process, without a port or network, that fails when you tell it to.",
    group: "Guide",
    file: "README.md",
    sections: ["In your own tests"],
  },
  {
    name: "recipes",
    title: "Recipes",
    description:
      "Creating exactly once, reading, thousands of tasks, an HTTP proxy, OpenTelemetry, a serverless handler, React Query, MSW: each run by a test.",
    group: "Guide",
    file: "docs/recipes.md",
  },
  {
    name: "document",
    title: "The OpenAPI document",
    description: "The document in OpenAPI 3.1 and 3.0, and the commands that work on it.",
    group: "API reference",
    file: "README.md",
    sections: ["The document"],
  },
  {
    name: "languages",
    title: "Other languages",
    description: "Code generators that were tested with the same vectors; their flags and gaps.",
    group: "API reference",
    file: "docs/other-languages.md",
  },
  {
    name: "runtimes",
    title: "Runtimes and compilers",
    description: "Every runtime, compiler and tool in which the packed package has created a task.",
    group: "Measured",
    file: "docs/consumers.md",
  },
  {
    name: "faults",
    title: "The same faults, other clients",
    description: "How other clients handle a faulty server: tasks created twice, keys sent elsewhere.",
    group: "Measured",
    file: "docs/faults.md",
  },
  {
    name: "performance",
    title: "Performance",
    description: "Requests, CPU time, memory, bundle size and import time beside other clients.",
    group: "Measured",
    file: "docs/performance.md",
  },
  {
    name: "site",
    title: "This site",
    description: "Size, speed, accessibility and third-party requests of this reference, beside two others.",
    group: "Measured",
    file: "docs/site.md",
  },
  {
    name: "changelog",
    title: "Changelog",
    description: "What changed for users, version by version.",
    group: "Project",
    file: "CHANGELOG.md",
  },
  {
    name: "architecture",
    title: "Architecture",
    description: "How the project is built, and the reasons for its decisions.",
    group: "Project",
    file: "docs/architecture.md",
  },
  {
    name: "contributing",
    title: "Contributing",
    description: "How to add an endpoint, where a test goes, and how to release.",
    group: "Project",
    file: "CONTRIBUTING.md",
  },
  {
    name: "security",
    title: "Security",
    description: "How to report a vulnerability, and what counts as one.",
    group: "Project",
    file: "SECURITY.md",
  },
];
