/**
 * `npm run fuzz`: every fuzzer of the doors that files come through, with 20,000 inputs each, or as many as are named
 * ("npm run fuzz 100000"). `npm test` runs it as it is; the unit tests alone try 1,000.
 */
import { spawnSync } from "node:child_process";

const runs = process.argv[2] ?? "20000";
const fuzzers = ["tests/model/doorsOf", "hostile", "fileEntry"];
const options = "--no-install vitest run --project unit --maxWorkers 2 --testTimeout 3600000";
const { status } = spawnSync("npx", [...options.split(" "), ...fuzzers], {
  stdio: "inherit",
  env: { ...process.env, FUZZ_RUNS: runs },
  shell: process.platform === "win32",
});
process.exit(status ?? 1);
