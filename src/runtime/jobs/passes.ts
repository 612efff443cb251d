/**
 * Forward passes where the models are: captures a Side, compares two, and gives the directions of direct logit
 * attribution. What is too large to cross (logits, the logit lens) is reduced here.
 */
import { alignTokens } from "../../core/alignment";
import type { Capture, Comparison, LensReading, Prediction } from "../../core/capture";
import { klDivergence, topProbabilities } from "../../core/compare/divergence";
import type { Side } from "../../core/experiment";
import { cancelled, Failure } from "../../core/failure";
import { hook } from "../../core/hooks";
import { row, type Tensor } from "../../core/tensor";
import type { Checkpoint } from "../../model/checkpoint/checkpoint";
import { shapeOf } from "../../model/checkpoint/spec";
import type { CompareRequest, Contrast, ContrastRequest, PassesEngine } from "../engine/passes";
import type { Where } from "../models/loaded";
import { devicePass, referencePass } from "../models/pass";
import { sideJob } from "../models/sideJob";
import type { Workshop } from "./workshop";

const FAVOURITES = 10;
const LENS_FAVOURITES = 3;

export function passCalls(shop: Workshop): PassesEngine {
  const { queue } = shop;
  return {
    compare: (request, signal) => queue.add(() => compare(shop, request, signal), signal),
    capture: ({ side, arithmetic }, signal) =>
      queue.add(async () => (await captureSide(shop, side, arithmetic)).capture, signal),
    contrast: (request, signal) => queue.add(async () => contrast(shop, request), signal),
  };
}

/** One forward pass of a Side, with its logits, which stay here. */
export async function captureSide(
  shop: Workshop,
  side: Side,
  where: Where,
): Promise<{ readonly capture: Capture; readonly logits: Tensor }> {
  const { checkpoint, cache } = shop.loaded.get(side.checkpoint);
  const { tokens, promptEnd } = checkpoint.tokenizer.encodeSide(side.prompt);
  const job = await sideJob(shop, side, { tokens, promptEnd }, where);
  const { runtime } = shop.loaded;
  const { at, lens } =
    where === "device" ? await devicePass(runtime(), cache, job, LENS_FAVOURITES) : referencePass(job);
  const logits = at.get(hook.logits)!;
  at.delete(hook.logits);
  const named = ({ id, probability }: { id: number; probability: number }): Prediction => ({
    id,
    text: checkpoint.tokenizer.textOf(id),
    probability,
  });
  const capture: Capture = {
    side,
    model: shapeOf(checkpoint.spec),
    arithmetic: where === "device" ? runtime().device : "reference",
    tokens,
    promptEnd,
    at,
    predictions: predictionsOf(logits, named),
    lens: lens.map(({ hook: name, top }): LensReading => ({ hook: name, top: top.map((list) => list.map(named)) })),
  };
  return { capture, logits };
}

async function compare(shop: Workshop, { left, right }: CompareRequest, signal: AbortSignal): Promise<Comparison> {
  const a = await captureSide(shop, left, "device");
  if (signal.aborted) throw cancelled();
  const b = await captureSide(shop, right, "device");
  mustAgree(a.capture, b.capture);
  const ids = (capture: Capture): number[] => capture.tokens.map(({ id }) => id);
  const alignment = alignTokens(ids(a.capture), ids(b.capture));
  const kl = Float32Array.from(alignment.columns, ({ left: i, right: j }) =>
    i === null || j === null ? Number.NaN : klDivergence(row(b.logits, j), row(a.logits, i)),
  );
  return { left: a.capture, right: b.capture, alignment, kl };
}

function contrast({ loaded }: Workshop, { checkpoints, plus, minus }: ContrastRequest): Contrast {
  const [left, right] = checkpoints.map((id) => loaded.get(id).checkpoint);
  if (!left || !right) throw new Failure("internal", "A contrast needs two models.");
  const word = (text: string): { id: number; text: string } =>
    left.tokenizer.firstToken(text) ?? fail(`“${text}” is not a word this model can say.`);
  const up = word(plus);
  const down = word(minus);
  if (up.id === down.id) {
    return fail(`“${plus.trim()}” and “${minus.trim()}” begin with the same token, so nothing tells them apart.`);
  }
  return { plus: up, minus: down, left: direction(left, up.id, down.id), right: direction(right, up.id, down.id) };
}

/** Top next tokens per position, reduced here from the whole logits. */
function predictionsOf(
  logits: Tensor,
  named: (top: { id: number; probability: number }) => Prediction,
): Prediction[][] {
  const [positions = 0] = logits.shape;
  return Array.from({ length: positions }, (_, t) => topProbabilities(row(logits, t), FAVOURITES).map(named));
}

/** (W_U[:, plus] − W_U[:, minus]) ⊙ final norm weight, [D]. */
function direction({ spec, weights }: Checkpoint, plus: number, minus: number): Tensor {
  const D = spec.dModel;
  const data = Float32Array.from(
    { length: D },
    (_, i) => (weights.unembed[plus * D + i]! - weights.unembed[minus * D + i]!) * weights.finalNorm[i]!,
  );
  return { shape: [D], data };
}

const MUST_AGREE = {
  layers: "numbers of layers",
  heads: "numbers of heads",
  dModel: "widths",
  dMlp: "MLP widths",
  vocabulary: "vocabulary sizes",
} as const;

function mustAgree(left: Capture, right: Capture): void {
  const keys = Object.keys(MUST_AGREE) as (keyof typeof MUST_AGREE)[];
  const differs = keys.find((key) => left.model[key] !== right.model[key]);
  if (!differs) return;
  const numbers = `${left.model[differs]} and ${right.model[differs]}`;
  throw new Failure(
    "input",
    `These two models cannot be compared part by part: their ${MUST_AGREE[differs]} differ (${numbers}).`,
    "Choose two models of one shape.",
  );
}

function fail(message: string): never {
  throw new Failure("input", message, "Type another word.");
}
