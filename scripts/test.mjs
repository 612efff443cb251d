/**
 * `npm test`: every check, in order, each timed; stops at the first that fails. CI runs exactly this. `npm run test:full`
 * also walks whole matrices of which the tests otherwise try a sample (UNMASK_FULL).
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { delimiter } from "node:path";

/** Of twenty minutes, in seconds. A step without a share of its own takes from the rest. */
const SHARES = { "unit tests": 240, fuzzers: 120, "browser tests": 600, "Python tests": 60, "the rest": 180 };

/** Of tests/training those that train models; they are run by hand (training/README.md), the others here. */
const TRAINING = ["inside", "models", "office_make", "pipeline"].map((name) => `test_${name}.py`);
const python = readdirSync("tests/training").filter((file) => file.startsWith("test_") && !TRAINING.includes(file));

const STEPS = [
  ["format", "prettier --check --log-level warn ."],
  ["lint", "oxlint --max-warnings 0"],
  ["Python format", "ruff format --check training tests/training"],
  ["Python lint", "ruff check training tests/training"],
  ["Python tests", `python3 -m unittest ${python.map((file) => `tests/training/${file}`).join(" ")}`],
  ["types", "tsc -p tsconfig.json"],
  ["types of core and model, without the DOM", "tsc -p tsconfig.pure.json"],
  ["unit tests", "vitest run --project unit --maxWorkers 2"],
  ["fuzzers", "node scripts/fuzz.mjs 20000"],
  ["build", "vite build --logLevel warn"],
  ["compression", "node scripts/compress.mjs"],
  ["size budget", "node scripts/budget.mjs"],
  ["browser tests", "vitest run --project browser --maxWorkers 2"],
];

/** How ruff is called here: its own command or Python's module; undefined where neither is installed. */
const ruff = [["ruff"], ["python3", "-m", "ruff"]].find(
  ([command, ...args]) => spawnSync(command, [...args, "--version"]).status === 0,
);

/** Whether python3 has what the tests of training/ import. */
const trains = () =>
  spawnSync("python3", [
    "-c",
    `from importlib.util import find_spec
raise SystemExit(not all(map(find_spec, "numpy torch tokenizers safetensors transformers peft".split())))`,
  ]).status === 0;

/** What stands in for a tool of Python that is missing: the page can be built without it. */
const MISSING = { ruff: "ruff is not installed", python3: "no PyTorch here" };

/** What to run for a step; undefined if its tool is missing. Only those of MISSING may be. */
function callOf(command) {
  const [tool, ...rest] = command.split(" ");
  if (tool === "ruff") return ruff && [...ruff, ...rest];
  if (tool === "python3") return trains() ? [tool, ...rest] : undefined;
  return tool === "node" ? [process.execPath, ...rest] : ["npx", "--no-install", tool, ...rest];
}

const full = process.argv.includes("--full");
const ofPython = { PYTHONPATH: [".", "tests/training"].join(delimiter), OMP_NUM_THREADS: "1" };
const environment = { ...process.env, ...(full && { UNMASK_FULL: "1" }) };
const started = Date.now();
const taken = Object.fromEntries(Object.keys(SHARES).map((share) => [share, 0]));
let skipped = 0;
for (const [name, command] of STEPS) {
  const from = Date.now();
  console.log(`\n── ${name}`);
  const call = callOf(command);
  if (!call) {
    console.log(`   skipped: ${MISSING[command.split(" ")[0]]} (pip install -r training/requirements.txt)`);
    skipped += 1;
    continue;
  }
  const env = { ...environment, ...(command.startsWith("python3 ") && ofPython) };
  const { status } = spawnSync(call[0], call.slice(1), { stdio: "inherit", env, shell: process.platform === "win32" });
  if (status !== 0) {
    console.error(`\n${name} failed: ${call.join(" ")}`);
    process.exit(status ?? 1);
  }
  const seconds = (Date.now() - from) / 1000;
  taken[name in SHARES ? name : "the rest"] += seconds;
  console.log(`   ${seconds.toFixed(1)} s`);
}
console.log("");
// A warning and no failure: a machine that does something else meanwhile is slower.
for (const [share, most] of full ? [] : Object.entries(SHARES))
  console.log(`${taken[share] <= most ? "ok  " : "OVER"} ${share}: ${taken[share].toFixed(0)} s of ${most} s`);
const passed = `${STEPS.length - skipped} steps passed${skipped ? `, ${skipped} skipped` : ""}`;
console.log(`${passed} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
