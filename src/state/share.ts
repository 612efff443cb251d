/**
 * The link codec: an Experiment as a compact, versioned fragment, and back. Old links stay readable for ever:
 * a new version adds a reader here, it never changes an old one (tests/fixtures/links.json holds one of each).
 *
 * "#", the version, base64url(JSON array). The right prompt is written as 0 when it equals the left one.
 * Version 1: Sides, view, focus, seed. Version 2: how the Sides speak as well.
 */
import { componentId, parseComponent } from "../core/component";
import type { Experiment, Intervention, Message, MetricId, Positions, Sampling, Side, Span } from "../core/experiment";
import { Failure } from "../core/failure";

const METRICS: readonly MetricId[] = ["l2", "relativeL2", "cosine", "directEffect"];
const SPANS: readonly Span[] = ["token", "answer", "mean"];
const POSITIONS: readonly Positions[] = ["all", "prompt", "promptEnd", "answer"];
const ROLES: readonly Message["role"][] = ["system", "user", "assistant"];
/** How the Sides of a version 1 link speak, which says nothing of it. Part of that version: never to be changed. */
const VERSION_1_SAMPLING: Sampling = { temperature: 0.7, topP: 0.95, maxTokens: 60 };
const HOTTEST = 2;
const LONGEST_ANSWER = 400;
const LONGEST_TEXT = 20_000;
const MOST_MESSAGES = 64;
const MOST_INTERVENTIONS = 64;

/** The fragment of a link, with its "#". */
export function encodeExperiment(experiment: Experiment): string {
  const { left, right, view, focus, seed, sampling } = experiment;
  const samePrompt = JSON.stringify(left.prompt) === JSON.stringify(right.prompt);
  const wire = [
    sideToWire(left),
    samePrompt ? [right.checkpoint, 0, right.interventions.map(interventionToWire)] : sideToWire(right),
    [
      METRICS.indexOf(view.metric),
      SPANS.indexOf(view.span),
      view.contrast ? [view.contrast.plus, view.contrast.minus] : 0,
    ],
    [focus.column ?? -1, focus.component ? componentId(focus.component) : 0],
    seed,
    [sampling.temperature, sampling.topP, sampling.maxTokens],
  ];
  return `#${experiment.version}${toBase64Url(JSON.stringify(wire))}`;
}

/** The Experiment a fragment holds; null when there is no fragment. Throws a Failure of kind "link" when it is damaged. */
export function decodeExperiment(fragment: string): Experiment | null {
  const text = fragment.replace(/^#/, "");
  if (text === "") return null;
  const version = text[0];
  if (version !== "1" && version !== "2") {
    throw damaged(
      /^\d/.test(text) ? "it was made by a newer version of this page" : "it does not begin as our links do",
    );
  }
  let wire: unknown;
  try {
    wire = JSON.parse(fromBase64Url(text.slice(1)));
  } catch {
    throw damaged("part of it is missing or changed");
  }
  const [leftWire, rightWire, viewWire, focusWire, seed, sampling] = list(wire, version === "1" ? 5 : 6);
  const left = sideFromWire(leftWire, null);
  const [metric, span, contrast] = list(viewWire, 3);
  const [column, component] = list(focusWire, 2);
  return {
    version: 2,
    left,
    right: sideFromWire(rightWire, left),
    view: { metric: pick(METRICS, metric), span: pick(SPANS, span), contrast: contrastFromWire(contrast) },
    focus: {
      column: integer(column, -1, 100_000) === -1 ? null : (column as number),
      component:
        component === 0 ? null : (parseComponent(text80(component)) ?? fail("it names no such part of a model")),
    },
    seed: integer(seed, 0, 2 ** 32 - 1),
    sampling: version === "1" ? VERSION_1_SAMPLING : samplingFromWire(sampling),
  };
}

function sideToWire({ checkpoint, prompt, interventions }: Side): unknown[] {
  const messages = prompt.messages.map(({ role, content }) => [ROLES.indexOf(role), content]);
  return [checkpoint, [messages, prompt.answer ?? 0], interventions.map(interventionToWire)];
}

function sideFromWire(wire: unknown, same: Side | null): Side {
  const [checkpoint, promptWire, interventions] = list(wire, 3);
  const prompt = promptWire === 0 && same ? same.prompt : promptFromWire(promptWire);
  return {
    checkpoint: text80(checkpoint),
    prompt,
    interventions: list(interventions, null, MOST_INTERVENTIONS).map(interventionFromWire),
  };
}

function promptFromWire(wire: unknown): Side["prompt"] {
  const [messages, answer] = list(wire, 2);
  return {
    messages: list(messages, null, MOST_MESSAGES).map((message) => {
      const [role, content] = list(message, 2);
      return { role: pick(ROLES, role), content: longText(content) };
    }),
    answer: answer === 0 ? null : longText(answer),
  };
}

function interventionToWire(intervention: Intervention): unknown[] {
  return ["a", componentId(intervention.target), POSITIONS.indexOf(intervention.positions)];
}

function interventionFromWire(wire: unknown): Intervention {
  const [kind, target, positions] = list(wire, 3);
  if (kind !== "a") throw damaged("it holds an intervention that this page does not know");
  const component = parseComponent(text80(target)) ?? fail("it names no such part of a model");
  return { kind: "ablate", target: component, positions: pick(POSITIONS, positions) };
}

function contrastFromWire(wire: unknown): Experiment["view"]["contrast"] {
  if (wire === 0) return null;
  const [plus, minus] = list(wire, 2);
  return { plus: text80(plus), minus: text80(minus) };
}

function samplingFromWire(wire: unknown): Sampling {
  const [temperature, topP, maxTokens] = list(wire, 3);
  return {
    temperature: between(temperature, 0, HOTTEST),
    topP: between(topP, 0.01, 1),
    maxTokens: integer(maxTokens, 1, LONGEST_ANSWER),
  };
}

function damaged(why: string): Failure {
  return new Failure(
    "link",
    `This link cannot be read: ${why}.`,
    "The comparison we start with is shown instead; ask for the link again.",
  );
}

function fail(why: string): never {
  throw damaged(why);
}

function list(value: unknown, length: number | null, most = 16): readonly unknown[] {
  if (!Array.isArray(value) || (length !== null && value.length !== length) || value.length > most)
    throw damaged("its parts do not add up");
  return value;
}

function integer(value: unknown, low: number, high: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < low || value > high)
    throw damaged("it holds an impossible number");
  return value;
}

function between(value: unknown, low: number, high: number): number {
  if (typeof value !== "number" || !(value >= low && value <= high)) throw damaged("it holds an impossible number");
  return value + 0; // −0 becomes 0
}

function pick<T>(from: readonly T[], index: unknown): T {
  return from[integer(index, 0, from.length - 1)] as T;
}

function text80(value: unknown): string {
  if (typeof value !== "string" || value.length === 0 || value.length > 80)
    throw damaged("it holds an impossible name");
  return value;
}

function longText(value: unknown): string {
  if (typeof value !== "string" || value.length > LONGEST_TEXT) throw damaged("it holds an impossible text");
  return value;
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
}
