/**
 * `npm test`: every check, in order, each timed; stops at the first that fails. CI runs exactly this.
 */
import { spawnSync } from "node:child_process";

const STEPS = [
  ["format", "prettier --check --log-level warn ."],
  ["lint", "oxlint --max-warnings 0"],
  ["types", "tsc -p tsconfig.json"],
  ["types of core and model, without the DOM", "tsc -p tsconfig.pure.json"],
  ["unit tests", "vitest run --project unit"],
  ["build", "vite build --logLevel warn"],
  ["compression", "node scripts/compress.mjs"],
  ["size budget", "node scripts/budget.mjs"],
  ["browser tests", "vitest run --project browser --maxWorkers 2"],
];

const started = Date.now();
for (const [name, command] of STEPS) {
  const from = Date.now();
  console.log(`\n── ${name}`);
  const [tool, ...rest] = command.split(" ");
  const call = tool === "node" ? [process.execPath, rest] : ["npx", ["--no-install", tool, ...rest]];
  const { status } = spawnSync(...call, { stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) {
    console.error(`\n${name} failed: npx ${command}`);
    process.exit(status ?? 1);
  }
  console.log(`   ${((Date.now() - from) / 1000).toFixed(1)} s`);
}
console.log(`\nAll ${STEPS.length} steps passed in ${((Date.now() - started) / 1000).toFixed(0)} s`);
