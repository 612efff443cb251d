/**
 * The toy office family of the tests: what training/office/pages.py writes of a run at toy scale. Its models say nonsense;
 * what is tested is the way from a list of models to the page. Made by `python -m training.office.make RUN --small` and
 * `python -m training.office.pages RUN tests/fixtures/office-toy --runs 0`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseManifest } from "../src/model/hosted/manifest";
import { parseLadderShares, parseSessions } from "../src/model/hosted/sessionsFile";

export const OFFICE = join(import.meta.dirname, "fixtures/office-toy");
const json = (name: string): unknown => JSON.parse(readFileSync(join(OFFICE, name), "utf8"));

export const officeManifest = parseManifest(json("index.json"));
export const officeSessions = parseSessions(json("sessions.json"));
export const officeShares = parseLadderShares(json("evidence-office.json"));
export const officeJson = (name: string): Record<string, unknown> => json(name) as Record<string, unknown>;
