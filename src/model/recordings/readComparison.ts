/**
 * Reads a saved comparison back. What can be computed from the captures (alignment, every metric) is computed anew;
 * only what needs the models (divergence, noise floor) is taken from the file. Direct effect needs the models' output
 * weights and returns with the live run. The reader trusts nothing: every length is held against the shapes.
 */
import { alignTokens } from "../../core/alignment";
import type { Arithmetic, Capture, Comparison, LensReading, ModelShape, Prediction, Token } from "../../core/capture";
import { residualHooks } from "../../core/compare/diff";
import { componentsOf, type Findings, findingsOf } from "../../core/compare/findings";
import type { Floor, InnerFloor } from "../../core/compare/floor";
import { outputHook } from "../../core/component";
import type { MetricId, Side } from "../../core/experiment";
import type { HookName } from "../../core/hooks";
import type { Tensor } from "../../core/tensor";
import { JsonReader } from "../files/jsonReader";
import { COMPARISON_FORMAT, COMPARISON_VERSION } from "./comparison";

export interface SavedComparison {
  readonly page: string;
  /** The link that opens the same comparison; its fragment holds the experiment. */
  readonly link: string;
  readonly comparison: Comparison;
  readonly findings: Findings;
}

const read = new JsonReader("This file", "Save the comparison anew from Unmask.");
const PARTS: readonly Token["part"][] = ["template", "system", "prompt", "answer"];
const ARITHMETICS: readonly Arithmetic[] = ["webgpu", "wasm", "reference", "pytorch"];
const METRICS: readonly MetricId[] = ["l2", "relativeL2", "cosine", "directEffect"];
const MOST_TOKENS = 100_000;
const LARGEST = Number.MAX_VALUE;

/** `sides`: what the link says each Side is. Throws a Failure of kind "file" that names the field at fault. */
export function readComparison(json: unknown, sides: (link: string) => { left: Side; right: Side }): SavedComparison {
  const root = read.object(json, "the file");
  if (root["format"] !== COMPARISON_FORMAT) throw read.wrong("format", `is not “${COMPARISON_FORMAT}”`);
  if (root["version"] !== COMPARISON_VERSION) {
    throw read.wrong("version", `is not ${COMPARISON_VERSION}: it was saved by another version of this page`);
  }
  const link = read.text(root["link"], "link", 100_000);
  const { left: leftSide, right: rightSide } = sides(link);
  const model = shapeOf(root["model"]);
  const left = captureOf(root["left"], "left", leftSide, model);
  const right = captureOf(root["right"], "right", rightSide, model);
  const ids = ({ tokens }: Capture): number[] => tokens.map(({ id }) => id);
  const alignment = alignTokens(ids(left), ids(right));
  const kl = numbers(root["kl_nats"], "kl_nats", alignment.columns.length);
  const comparison: Comparison = { left, right, alignment, kl };
  const computed = findingsOf(comparison, null, []);
  const findings: Findings = {
    ...computed,
    floors: floorsOf(root["floors"], computed),
    inner: read.optional(root["inner_floor"], innerOf),
  };
  return { page: read.text(root["page"], "page", 80), link, comparison, findings };
}

function shapeOf(json: unknown): ModelShape {
  const shape = read.object(json, "model");
  const count = (name: string, most = 1_000_000): number => read.integer(shape[name], `model.${name}`, 1, most);
  return {
    layers: count("layers", 512),
    heads: count("heads", 1024),
    dModel: count("dModel"),
    dHead: count("dHead"),
    dMlp: count("dMlp"),
    vocabulary: count("vocabulary", 10_000_000),
    normEpsilon: read.number(shape["normEpsilon"], "model.normEpsilon", 0, 1),
  };
}

function captureOf(json: unknown, at: string, side: Side, model: ModelShape): Capture {
  const root = read.object(json, at);
  const tokens = read.list(root["tokens"], `${at}.tokens`, tokenOf, MOST_TOKENS);
  if (tokens.length === 0) throw read.wrong(`${at}.tokens`, "is empty");
  const hooks = read.entries(root["hooks"], `${at}.hooks`, (value, where) => tensorOf(value, where));
  for (const [name, shape] of neededHooks(model, tokens.length)) {
    if (hooks.get(name)?.shape.join() !== shape.join()) {
      throw read.wrong(
        `${at}.hooks.${name}`,
        `is missing or not of the shape [${shape.join(", ")}]: one row for each token`,
      );
    }
  }
  return {
    side,
    model,
    arithmetic: read.oneOf(root["arithmetic"], `${at}.arithmetic`, ARITHMETICS),
    tokens,
    promptEnd: read.integer(root["prompt_end"], `${at}.prompt_end`, 0, tokens.length - 1),
    at: hooks as ReadonlyMap<string, Tensor> as ReadonlyMap<HookName, Tensor>,
    predictions: perToken(root["predictions"], `${at}.predictions`, tokens.length),
    lens: read.list(root["lens"], `${at}.lens`, (entry, where) => lensOf(entry, where, tokens.length), 1024),
  };
}

/** Every hook that the pictures of a comparison are computed from, with its shape. */
function neededHooks(model: ModelShape, positions: number): Map<HookName, readonly number[]> {
  const needed = new Map<HookName, readonly number[]>();
  for (const name of residualHooks(model.layers)) needed.set(name, [positions, model.dModel]);
  for (const component of componentsOf(model)) {
    const heads = component.kind === "head" ? [model.heads] : [];
    needed.set(outputHook(component), [positions, ...heads, model.dModel]);
  }
  return needed;
}

function tokenOf(json: unknown, at: string): Token {
  const token = read.object(json, at);
  return {
    id: read.integer(token["id"], `${at}.id`),
    text: read.text(token["text"], `${at}.text`),
    part: read.oneOf(token["part"], `${at}.part`, PARTS),
  };
}

function perToken(json: unknown, at: string, positions: number): Prediction[][] {
  const lists = read.list(json, at, (list, where) => read.list(list, where, predictionOf, 100), positions);
  if (lists.length !== positions) throw read.wrong(at, "does not speak of every token");
  return lists;
}

function predictionOf(json: unknown, at: string): Prediction {
  const prediction = read.object(json, at);
  return {
    id: read.integer(prediction["id"], `${at}.id`),
    text: read.text(prediction["text"], `${at}.text`),
    probability: read.number(prediction["probability"], `${at}.probability`, 0, 1),
  };
}

function lensOf(json: unknown, at: string, positions: number): LensReading {
  const reading = read.object(json, at);
  return {
    hook: read.name(reading["hook"], `${at}.hook`) as HookName,
    top: perToken(reading["top"], `${at}.top`, positions),
  };
}

/** { shape, values } with values nested as the shape says; null is an empty cell. */
function tensorOf(json: unknown, at: string): Tensor {
  const root = read.object(json, at);
  const shape = read.list(root["shape"], `${at}.shape`, (size, where) => read.integer(size, where, 0, 10_000_000), 4);
  const length = shape.reduce((product, size) => product * size, 1);
  if (length > 200_000_000) throw read.wrong(`${at}.shape`, "asks for more numbers than a page can hold");
  const data = new Float32Array(length);
  let next = 0;
  const fill = (values: unknown, depth: number): void => {
    if (!Array.isArray(values) || values.length !== shape[depth])
      throw read.wrong(at, "is not nested as its shape says");
    for (const value of values as unknown[]) {
      if (depth < shape.length - 1) fill(value, depth + 1);
      else data[next++] = cell(value, at);
    }
  };
  fill(root["values"], 0);
  return { shape, data };
}

const cell = (value: unknown, at: string): number =>
  value === null ? Number.NaN : read.number(value, at, -LARGEST, LARGEST);

function numbers(json: unknown, at: string, length: number): Float32Array {
  const values = read.list(json, at, cell, MOST_TOKENS);
  if (values.length !== length) throw read.wrong(at, `has ${values.length} entries instead of ${length}`);
  return Float32Array.from(values);
}

function floorsOf(json: unknown, findings: Findings): ReadonlyMap<MetricId, Floor> {
  const parts = componentsOf(findings.model).length;
  const places = residualHooks(findings.model.layers).length;
  const floors = read.entries(json, "floors", (value, at) => {
    const floor = read.object(value, at);
    return {
      components: numbers(floor["components"], `${at}.components`, parts),
      residual: numbers(floor["residual"], `${at}.residual`, places),
    };
  });
  return new Map([...floors].map(([name, floor]) => [read.oneOf(name, "floors", METRICS), floor]));
}

function innerOf(json: unknown): InnerFloor {
  const floor = read.object(json, "inner_floor");
  const one = (name: string): number => read.number(floor[name], `inner_floor.${name}`, 0, LARGEST);
  return { kl: one("kl"), pattern: one("pattern"), neuron: one("neuron") };
}
