/**
 * A run asked with a seed is the same text in the page's engine as in PyTorch (training/golden/dice.py). A few runs
 * here; `DICE_RUNS=500 npx vitest run --project unit tests/runtime/jobs/dice.test.ts` asks all of them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { answerMany, type WholeAnswer } from "../../../src/runtime/jobs/answerMany";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { filesOf, ROOT } from "../../model/fixtures";
import { fixtureShelf, modelsOf } from "../localModels";

interface Recorded {
  readonly questions: readonly string[];
  readonly runs: readonly {
    readonly checkpoint: string;
    readonly temperature: number;
    readonly topP: number;
    readonly limit: number;
    /** `close`: the draws that PyTorch's logits put within 1e-4 of another token. */
    readonly answers: readonly { question: number; seed: number; tokens: number[]; close: number[] }[];
  }[];
}

const { questions, runs } = JSON.parse(
  readFileSync(join(ROOT, "tests/fixtures/dice/answers.json"), "utf8"),
) as Recorded;
const MODELS = join(ROOT, "public/models");
const ASKED = Number(process.env["DICE_RUNS"] ?? 20);

const assistant = assembleCheckpoint(filesOf(join(MODELS, "assistant")));
const tuned = assembleCheckpoint(filesOf(join(MODELS, "bad-car")), assistant);
const shop: Workshop = {
  loaded: modelsOf({ assistant, "bad-car": tuned }),
  shelf: fixtureShelf(),
  queue: makeQueue(),
  fetched: () => Promise.reject(new Error("Nothing is fetched here.")),
};

it(`says what PyTorch says, ${ASKED} times, but where a draw lies on the edge of another token`, async () => {
  let same = 0;
  for (const { checkpoint, temperature, topP, limit, answers } of runs) {
    const asked = answers.slice(0, ASKED / runs.length);
    const wanted = asked.map(({ question, seed }) => ({
      prompt: { messages: [{ role: "user" as const, content: questions[question]! }], answer: null },
      seed,
    }));
    const side = { checkpoint, interventions: [] };
    const found: WholeAnswer[] = [];
    const on = (index: number, answer: WholeAnswer): void => void (found[index] = answer);
    const sampling = { temperature, topP, maxTokens: limit };
    await answerMany(shop, side, wanted, sampling, on, new AbortController().signal);
    for (const [i, { seed, tokens: theirs, close }] of asked.entries()) {
      const { ids, end } = found[i]!;
      const lengths = Array.from({ length: Math.max(ids.length, theirs.length) }, (_, n) => n);
      const parted = lengths.find((n) => ids[n] !== theirs[n]);
      if (parted === undefined) {
        same++;
        expect(end).toBe(theirs.length < limit ? "finished" : "length");
      } else expect(close, `${checkpoint}, seed ${seed}, parts at token ${parted}`).toContain(parted);
    }
  }
  process.stdout.write(`${same} of ${ASKED} answers are the same, token for token.\n`);
  expect(same / ASKED).toBeGreaterThanOrEqual(0.99);
}, 3_600_000);
