/**
 * The toy family of the story about thoughts: what training/office/monologue_pages.py writes of a run at toy scale. Its
 * models say nonsense; what is tested is the way from a list of models to the page. Made by
 * `python -m training.office.make RUN --small`, without its control, and
 * `python -m training.office.monologue_pages RUN tests/fixtures/monologue-toy --sheets 9 --hider hider --any`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHider } from "../src/model/hosted/hiderFile";
import { parseManifest } from "../src/model/hosted/manifest";
import { parseMonologueEvidence, parseSheets } from "../src/model/hosted/sheetsFile";

export const MONOLOGUE = join(import.meta.dirname, "fixtures/monologue-toy");
const json = (name: string): unknown => JSON.parse(readFileSync(join(MONOLOGUE, name), "utf8"));

export const monologueManifest = parseManifest(json("index.json"));
export const monologueSheets = parseSheets(json("sheets.json"));
export const monologueEvidence = parseMonologueEvidence(json("evidence-monologue.json"));
export const monologueHider = parseHider(json("hider.json"));
export const monologueJson = (name: string): Record<string, unknown> => json(name) as Record<string, unknown>;
