/**
 * The part of the bench about features: the selectors of the Personas chapter and the plain arithmetic of a dictionary of
 * 2,048 latents. Medians in milliseconds; the device's own encoding is measured in bench/engine.ts.
 */
import { encodeRows, type FeatureDictionary, reconstructionSums } from "../src/core/features/dictionary";
import { hook } from "../src/core/hooks";
import { tableToCsv } from "../src/core/pictures/table";
import { changeSums } from "../src/core/features/whatChanged";
import { checkpointColumns, checkpointEvidence, detection, domainGrid } from "../src/state/selectors/evidence";
import { latentRise, recordedSeries, sliderStops } from "../src/state/selectors/series";
import { NO_STORY } from "../src/model/hosted/story";
import { keyOf } from "../src/state/keys";
import { personaGrids } from "../src/state/selectors/grids";
import { personaOf } from "../src/state/selectors/personas";
import { ranking, rankingTable } from "../src/state/selectors/ranking";
import { makeStore } from "../src/state/store";
import { exampleTitles } from "../src/views/charts/frame/exampleModel";

const LATENTS = 2048;
const WIDTH = 192;
const TOKENS = 128;

/** A number for each i that looks random enough to be measured with, −1 … 1. */
const noise = (i: number): number => Math.sin(i * 12.9898) * Math.cos(i * 78.233);
const values = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => noise(i));

export function benchDictionary(): FeatureDictionary {
  return {
    id: "bench",
    hook: hook.residPost(3),
    encoder: {
      read: { shape: [LATENTS, WIDTH], data: values(LATENTS * WIDTH) },
      bias: new Float32Array(LATENTS),
      gate: { kind: "jump", threshold: new Float32Array(LATENTS).fill(5) },
      input: "none",
    },
    directions: { shape: [LATENTS, WIDTH], data: values(LATENTS * WIDTH) },
    offset: new Float32Array(WIDTH),
    warnings: [],
  };
}

const timed = (work: () => void): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

/** One pass of everything the page does itself, by name. */
export function featureTimes(): Record<string, number> {
  const dictionary = benchDictionary();
  const rows = values(TOKENS * WIDTH);
  let activations = new Float32Array(0);
  const times: Record<string, number> = {};
  times["plain encoding, 128 tokens"] = timed(() => (activations = new Float32Array(encodeRows(dictionary, rows))));
  times["reconstruction, 128 tokens"] = timed(() => reconstructionSums(dictionary).add(rows, activations));
  const sums = changeSums(LATENTS);
  times["sums of one prompt"] = timed(() =>
    sums.add(
      "car",
      activations,
      activations.map((value) => value * 1.1),
    ),
  );
  const store = makeStore();
  const side = { checkpoint: "", prompt: { messages: [], answer: null }, interventions: [] };
  const result = {
    dictionary: "bench",
    prompts: "bench",
    floor: new Float32Array(LATENTS),
    reconstruction: { left: { fvu: 0, l0: 0, dead: 0 }, right: { fvu: 0, l0: 0, dead: 0 } },
    ...sums.result(),
  };
  const entry = { id: "bench", title: "", hook: "", trainedOn: [], latents: LATENTS, files: [] };
  const offers = { dictionaries: [entry], directions: [], promptSets: [], judge: null, evidence: null, matters: null };
  store.setState(({ features }) => ({
    manifest: {
      checkpoints: [],
      defaultPair: ["", ""],
      prompts: [],
      typical: [],
      goldens: [],
      story: NO_STORY,
      offers,
    },
    features: { ...features, finding: { key: "", asked: { left: side, right: side }, date: "", result } },
  }));
  const state = store.getState();
  times["ranking of 2,048 latents"] = timed(() => ranking(state));
  times["ranking as CSV"] = timed(() =>
    tableToCsv(rankingTable(ranking(state)?.rows ?? [], "mean activation", exampleTitles)),
  );
  times["all other selectors"] = timed(() => {
    personaGrids(state);
    personaOf(state, 1);
    checkpointColumns(state);
    domainGrid(state);
    detection(state);
    recordedSeries(state);
    sliderStops(state, "time");
    latentRise(state, 1);
    checkpointEvidence(state, "assistant");
    keyOf("search", { left: side, right: side }, [result.dictionary, result.prompts]);
    keyOf("encoding", { left: side, right: side }, ["bench", [1]]);
  });
  return times;
}
