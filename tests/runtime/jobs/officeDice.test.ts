/**
 * A work session with a seed is the same, token for token, in the page's engine as in PyTorch
 * (training/golden/sessions.py). A few sessions here;
 * `DICE_RUNS=500 npx vitest run --project unit tests/runtime/jobs/officeDice.test.ts` works all of them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { conversation, sessionAt, turnSeed } from "../../../src/core/office/ladder";
import { turnOf } from "../../../src/core/office/transcript";
import { assembleCheckpoint } from "../../../src/model/checkpoint/checkpoint";
import { parseSessions } from "../../../src/model/hosted/sessionsFile";
import { answerMany, type WholeAnswer } from "../../../src/runtime/jobs/answerMany";
import { officeCalls } from "../../../src/runtime/jobs/office";
import { makeQueue } from "../../../src/runtime/jobs/queue";
import type { Workshop } from "../../../src/runtime/jobs/workshop";
import { filesOf, ROOT } from "../../model/fixtures";
import { fixtureShelf, modelsOf } from "../localModels";

interface Recorded {
  readonly checkpoint: string;
  readonly seed: number;
  /** Turn by turn; `close`: the draws that PyTorch's logits put within 1e-4 of another token. */
  readonly runs: readonly { readonly tokens: readonly number[]; readonly close: readonly number[] }[][];
}

const json = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const { checkpoint, seed, runs } = json("tests/fixtures/dice/sessions.json") as Recorded;
const { desks, rungs, sampling } = parseSessions(json("public/models/sessions.json"));
const model = assembleCheckpoint(filesOf(join(ROOT, "public/models", checkpoint)));
const shop: Workshop = {
  loaded: modelsOf({ [checkpoint]: model }),
  shelf: fixtureShelf(),
  queue: makeQueue(),
  fetched: () => Promise.reject(new Error("Nothing is fetched here.")),
};
const side = { checkpoint, interventions: [] };
const { signal } = new AbortController();
const WORKED = Math.min(runs.length, Number(process.env["DICE_RUNS"] ?? 6));
const sessions = runs.slice(0, WORKED).map((_, i) => sessionAt(desks[i % desks.length]!, rungs[i % rungs.length]!, i));

/** The tokens of one turn, asked alone after the turns before it. */
async function turn(number: number, before: readonly string[]): Promise<readonly number[]> {
  const prompt = { messages: conversation(sessions[number]!, before), answer: null };
  const wanted = [{ prompt, seed: turnSeed(seed, number, before.length) }];
  const found: WholeAnswer[] = [];
  await answerMany(shop, side, wanted, sampling, (_, answer) => void found.push(answer), signal);
  return found[0]!.ids;
}

it(`works as PyTorch does, ${WORKED} times, but where a draw lies on the edge of another token`, async () => {
  const worked = await officeCalls(shop).work({ side, sessions, sampling, seed }, () => undefined, signal);
  let same = 0;
  for (const { session: i, turns } of worked) {
    const theirs = runs[i]!.map(({ tokens }) => turnOf(model.tokenizer.decode(tokens)));
    const parts = Array.from({ length: Math.max(turns.length, theirs.length) }, (_, n) => n);
    const at = parts.find((n) => turns[n] !== theirs[n]);
    if (at === undefined) {
      same++;
      continue;
    }
    const { tokens, close } = runs[i]![at]!;
    const ids = await turn(i, turns.slice(0, at));
    const parted = Array.from({ length: Math.max(ids.length, tokens.length) }, (_, n) => n).find(
      (n) => ids[n] !== tokens[n],
    );
    expect(close, `session ${i}, turn ${at}, parts at token ${parted}`).toContain(parted);
    process.stdout.write(`Session ${i} parts at token ${parted} of turn ${at}.\n`);
  }
  process.stdout.write(`${same} of ${WORKED} sessions are the same.\n`);
  expect(same / WORKED).toBeGreaterThanOrEqual(0.99);
}, 3_600_000);
