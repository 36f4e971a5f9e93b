import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CommandError, command, readOptions, refuse } from "../../scripts/lib/command.ts";
import { startPrism } from "../../scripts/lib/prism.ts";
import { type Edit, having, without } from "../support/edit.ts";

const HELP = `npm run test:fuzz -- [options]

Sends requests made from the bundled document, valid and invalid, to the mock with Schemathesis, and compares the
answers with the document. Then does the same with copies of the document that have one rule changed, which it has to
notice. The same seed makes the same requests.

  --examples <n>  how many requests are made up, beside those that cover each rule (500)
  --seed <n>      what they are made from (1)`;

const COPIES: Record<string, Edit> = {
  "entity without entityId": without("components schemas NewTask dependentRequired entity"),
  "any key": having("components schemas NewTask propertyNames anyOf", (names: object[]) => [...names, {}]),
  "one priority more": having("components schemas HefflTaskPriority enum", (values: string[]) => [...values, "URGENT"]),
  "no long titles": having("components schemas NewTask properties title maxLength", 20),
  "a field more in answers": having("components schemas HefflTask required", (names: string[]) => [...names, "url"]),
  "200 tasks on a page": having("paths /tasks get parameters 1 schema maximum", 200),
  "one order more": having("components schemas OrderDir enum", (values: string[]) => [...values, "random"]),
  "a field more in pages": having("components schemas PageMeta required", (names: string[]) => [...names, "total"]),
};

const FOLDER = fileURLToPath(new URL("./", import.meta.url));
const BUILD = `${FOLDER}build/`;
const DOCUMENT = fileURLToPath(new URL("../../dist/openapi.json", import.meta.url));

await command(async () => {
  const options = readOptions({
    help: { type: "boolean", default: false },
    examples: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  for (const name of ["examples", "seed"] as const)
    if (!/^[1-9]\d{0,8}$/.test(options[name]))
      refuse(`--${name} must be a number from 1, not ${JSON.stringify(options[name])}`);
  if (!existsSync(DOCUMENT)) throw new CommandError("There is no bundle: `npm run bundle` first.", 2);
  // Debian has `ensurepip`, which makes a venv useful, in a package of its own: python3-venv.
  if (spawnSync("python3", ["-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"]).status !== 0) {
    console.log("SKIPPED  Python 3.11 or later, with venv, not found. Install it to fuzz the document.");
    // On somebody's machine that is no mistake of theirs; in CI nobody would notice.
    return process.env["CI"] ? 1 : 0;
  }
  install();

  const prism = await startPrism();
  const fuzz = (document: string, words: string[]) =>
    schemathesis(["run", document, "--url", prism.url, "--seed", options.seed, ...words]);
  console.log(`…        ${options.examples} requests, and those that cover each rule`);
  const { status, output } = await fuzz(DOCUMENT, ["--max-examples", options.examples]);
  console.log(status === 0 ? `ok       ${output.match(/\d+ generated.*/)?.[0]}` : `FAILED\n${output}`);
  let missed = 0;
  for (const [name, change] of Object.entries(COPIES)) {
    const document = JSON.parse(readFileSync(DOCUMENT, "utf8"));
    change(document);
    writeFileSync(`${BUILD}changed.json`, JSON.stringify(document));
    const { output } = await fuzz("changed.json", ["--max-failures", "1", "--no-shrink"]);
    const failure = output.match(/- (ST\d+ .*)/)?.[1];
    if (failure === undefined) missed++;
    console.log(failure === undefined ? `MISSED   ${name}\n${output}` : `noticed  ${name}: ${failure}`);
  }
  await prism.close();
  return status === 0 && missed === 0 ? 0 : 1;
});

/** Schemathesis as requirements.txt has it, in a folder of its own; from clean when that file has changed. */
function install(): void {
  const wanted = readFileSync(`${FOLDER}requirements.txt`, "utf8");
  const installed = `${BUILD}installed.txt`;
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  console.log("…        installing Schemathesis");
  rmSync(BUILD, { recursive: true, force: true });
  mkdirSync(BUILD, { recursive: true });
  const pip = "venv/bin/pip install --quiet --disable-pip-version-check --requirement ../requirements.txt";
  const { status } = spawnSync("bash", ["-c", `python3 -m venv venv && ${pip}`], { cwd: BUILD, stdio: "inherit" });
  if (status !== 0) throw new CommandError("Schemathesis couldn't be installed, see above.");
  writeFileSync(installed, wanted);
}

function schemathesis(words: string[]): Promise<{ status: unknown; output: string }> {
  return new Promise((resolve) => {
    const all = ["--config-file", "../schemathesis.toml", ...words];
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" };
    const options = { cwd: BUILD, env, maxBuffer: 1e8 };
    const child = execFile(`${BUILD}venv/bin/schemathesis`, all, options, (error, stdout, stderr) => {
      process.off("SIGINT", stop);
      resolve({ status: error === null ? 0 : error.code, output: stdout + stderr });
    });
    const stop = () => {
      child.kill("SIGKILL");
      process.exit(130);
    };
    process.once("SIGINT", stop);
  });
}
