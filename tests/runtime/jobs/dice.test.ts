/**
 * A run asked with a seed is the same text in the page's engine as in PyTorch (training/golden/dice.py). A few runs
 * here; `DICE_RUNS=500 npx vitest run --project unit tests/runtime/jobs/dice.test.ts` asks all of them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { makeSpeaker } from "../../../src/runtime/jobs/speaker";
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
const sources = { loaded: modelsOf({ assistant, "bad-car": tuned }), shelf: fixtureShelf() };

it(`says what PyTorch says, ${ASKED} times of ${ASKED}, but where a draw lies on the edge of another token`, async () => {
  let identical = 0;
  let asked = 0;
  for (const { checkpoint, temperature, topP, limit, answers } of runs) {
    for (const { question, seed, tokens: theirs, close } of answers.slice(0, ASKED / runs.length)) {
      const prompt = { messages: [{ role: "user" as const, content: questions[question]! }], answer: null };
      const side = { checkpoint, prompt, interventions: [] };
      const speaker = makeSpeaker(sources, { side, seed, sampling: { temperature, topP, maxTokens: limit } });
      const ids: number[] = [];
      while (speaker.end === null) {
        const token = await speaker.next();
        if (token) ids.push(token.id);
      }
      asked++;
      const parted = Array.from({ length: Math.max(ids.length, theirs.length) }, (_, i) => i).find(
        (i) => ids[i] !== theirs[i],
      );
      if (parted === undefined) identical++;
      else expect(close, `${checkpoint}, seed ${seed}, parts at token ${parted}`).toContain(parted);
    }
  }
  console.log(`${identical} of ${asked} answers are the same, token for token.`);
  expect(identical / asked).toBeGreaterThanOrEqual(0.99);
}, 3_600_000);
