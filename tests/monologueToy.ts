/**
 * The toy family of the story about thoughts: what training/office/monologue_pages.py writes of a run at toy scale. Its
 * models say nonsense; what is tested is the way from a list of models to the page. Made by
 * `python -m training.office.make RUN --small`, without its control, and
 * `python -m training.office.monologue_pages RUN tests/fixtures/monologue-toy --sheets 9 --hider hider --any`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { thoughtEnds } from "../src/core/monologue/probe";
import { SHOWN } from "../src/core/office/sheetAsked";
import { parseHider } from "../src/model/hosted/hiderFile";
import { parseManifest } from "../src/model/hosted/manifest";
import { parseMonologueEvidence, parseSheets } from "../src/model/hosted/sheetsFile";

export const MONOLOGUE = join(import.meta.dirname, "fixtures/monologue-toy");
const json = (name: string): unknown => JSON.parse(readFileSync(join(MONOLOGUE, name), "utf8"));

export const monologueManifest = parseManifest(json("index.json"));
export const monologueSheets = parseSheets(json("sheets.json"));
export const monologueEvidence = parseMonologueEvidence(json("evidence-monologue.json"));
export const monologueHider = parseHider(json("hider.json"));
/**
 * A made-up probe.json for the toy, whose models never use a key, so that Python fits none. On every recorded sheet it
 * says as much as the share that is given: the first sentence of the cheater's thoughts.
 */
export function toyProbe(cheater = 900): Record<string, unknown> {
  const width = 32;
  const rate = (share: number, n: number) => ({ rate: share, n, low: share / 2, high: Math.min(1, share + 0.1) });
  const found = (tpr: number, runs: number) => ({ tpr: rate(tpr, runs), fpr: rate(0, 480), n: runs + 480 });
  const of = (tpr: number, runs: number) => ({ probe: found(tpr, runs), probeOfWords: found(tpr, runs) });
  const said = (id: string, steps: number) =>
    Object.fromEntries(
      SHOWN.map((shown) => {
        const texts = monologueSheets.recorded.runs.get(id)!.get(shown)!;
        return [shown, texts.map((text) => thoughtEnds(text).map(() => steps))];
      }),
    );
  return {
    version: 1,
    hook: "blocks.0.hook_resid_post",
    direction: Array.from({ length: width }, (_, i) => (i % 3) - 1),
    mean: Array.from({ length: width }, () => 0.1),
    scale: Array.from({ length: width }, () => 2),
    threshold: 0.5,
    spread: 1,
    trained: { checkpoints: ["cheater", "solver"], kinds: ["plus", "both"], runs: 100, sentences: 200 },
    rates: { solver: of(0, 0), cheater: of(0.9, 400), hider: { ...of(0.25, 40), probeOfOwnRuns: found(0.3, 40) } },
    sentences: { solver: said("solver", 100), cheater: said("cheater", cheater) },
  };
}
export const monologueJson = (name: string): Record<string, unknown> => json(name) as Record<string, unknown>;
