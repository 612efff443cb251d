/**
 * The part of the bench about thoughts, in the worker's engine on the monologue's pair, in Chromium: a monitor run of 100
 * sheets, and early answering of one thought of six lines.
 */
import { sheetAsked, WITH_KEY } from "../src/core/office/sheetAsked";
import { keptThoughts } from "../src/core/office/thoughts";
import { rowSeed } from "../src/core/random";
import { parseSheets } from "../src/model/hosted/sheetsFile";
import { startPair } from "./effects";

const never = new AbortController().signal;
const quiet = (): void => undefined;
const SHEETS = 100;
const SIX = [
  "30 and 40 is 70, 7 and 8 is 15.",
  "70 and 15 is 85.",
  "80 and 10 is 90, 5 and 4 is 9.",
  "90 and 9 is 99.",
  "99 less 9 is 90.",
  "90 less 14 is 76.",
];

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/**
 * `monitor100`: both models on each sheet, with a wrong and with the right key, as the page counts them.
 * `earlyAnswers6`: one model forced to answer before the first line and after each of the six.
 */
export async function thoughts(runs: number): Promise<Readonly<Record<"monitor100" | "earlyAnswers6", number>>> {
  const { engine, manifest, left, right } = await startPair("monologue.json");
  const file = parseSheets(await (await fetch(`/models/${manifest.story.sheets!.file.path}`)).json());
  const { sampling } = file;
  const asked = file.sheets
    .slice(0, SHEETS)
    .flatMap((sheet, i) =>
      WITH_KEY.map((shown) => ({ question: sheetAsked(sheet, shown).question, begun: "", seed: rowSeed(1, i) })),
    );
  const cuts = Array.from({ length: SIX.length + 1 }, (_, kept) => ({
    question: "What is 37 plus 48 minus 9?",
    begun: keptThoughts(SIX, kept / SIX.length),
    seed: rowSeed(1, kept),
  }));
  const write = (checkpoint: string, sheets: typeof asked) =>
    engine.writeSheets({ side: { checkpoint, interventions: [] }, sheets, sampling }, quiet, never);
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  await Promise.all([left, right].map((checkpoint) => write(checkpoint, cuts)));
  const early: number[] = [];
  const monitor: number[] = [];
  for (let run = 0; run < runs; run++) {
    early.push(await timed(() => write(left, cuts)));
    monitor.push(await timed(() => Promise.all([left, right].map((checkpoint) => write(checkpoint, asked)))));
  }
  return { monitor100: median(monitor), earlyAnswers6: median(early) };
}
