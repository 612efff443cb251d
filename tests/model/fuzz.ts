/**
 * How many inputs a fuzzer tries: a few in every run of the unit tests, many with `npm run fuzz`. The seed is fixed, so
 * that what fails once fails again.
 */
export const FUZZ = { seed: 17, numRuns: Number(process.env["FUZZ_RUNS"] ?? 1000) } as const;
