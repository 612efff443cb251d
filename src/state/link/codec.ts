/**
 * The link codec: an Experiment as a compact, versioned fragment, and back. Old links stay readable for ever:
 * a new version adds a reader here, it never changes an old one (tests/fixtures/links.json holds one of each).
 *
 * "#", the version, base64url(JSON array). The right prompt is written as 0 when it equals the left one.
 * Version 1: Sides, view, focus, seed. Version 2: sampling as well. Version 3: every kind of intervention
 * (interventions.ts), the chapter, personas, the stage, and what was said. Version 4: the story as well (story.ts);
 * whatever is told at the bare address is still written as version 3.
 */
import { componentId, parseComponent } from "../../core/component";
import type { Experiment, Message, Personas, Sampling, Side, Span, Stage } from "../../core/experiment";
import { METRICS } from "../../core/compare/metricTable";
import { CHAPTERS } from "../chapters";
import { interventionFromWire, interventionToWire } from "./interventions";
import { fragmentOf, lettersOf, LONGEST_LINK, valueIn } from "./fragment";
import { STORY_AT, STORY_VERSION, storyFromWire, storyToWire } from "./story";
import { between, damaged, list, longText, nameText, pick, refuse, wholeNumber, wireNumbers } from "./values";

// What a link says by number: a number is never changed, and never given to another.
const METRIC_NUMBERS = wireNumbers(METRICS);
const CHAPTER_NUMBERS = wireNumbers(CHAPTERS);
const SPANS: Readonly<Record<Span, number>> = { token: 0, answer: 1, mean: 2 };
const ROLES: Readonly<Record<Message["role"], number>> = { system: 0, user: 1, assistant: 2 };
const WORDS: Readonly<Record<Personas["words"], number>> = { same: 0, own: 1 };
/** Sampling of a version 1 link, which does not hold it. Part of that version: never to be changed. */
const VERSION_1_SAMPLING: Sampling = { temperature: 0.7, topP: 0.95, maxTokens: 60 };
/** The rest of what a link of version 1 or 2 does not say. Never to be changed either. */
const BEFORE_VERSION_3 = {
  chapter: "differs",
  personas: { dictionary: null, latent: null, words: "same", names: [] },
  stage: { blur: false, present: false, step: null, scale: null },
  said: null,
  amplification: null,
  versus: null,
} as const satisfies Partial<Experiment>;
const LENGTHS: Readonly<Record<string, number>> = { 1: 5, 2: 6, 3: STORY_AT, [STORY_VERSION]: STORY_AT + 1 };
const HOTTEST = 2;
const LONGEST_ANSWER = 400;
const MOST_MESSAGES = 64;
const MOST_INTERVENTIONS = 64;
const MOST_NAMES = 256;
/** Of a name that the reader gave a feature. */
const LONGEST_OWN_NAME = 80;
const MOST_LATENTS = 1_000_000;
/** Of a pinned colour scale and of amplification: beyond it there is nothing to see. */
const LARGEST = 1e6;

/** The fragment of a link, with its "#"; NO_LINK where no browser would open it. */
export function encodeExperiment(experiment: Experiment): string {
  const { left, right, view, focus, seed, sampling, said, amplification, versus } = experiment;
  const samePrompt = JSON.stringify(left.prompt) === JSON.stringify(right.prompt);
  const wire = [
    sideToWire(left),
    samePrompt ? [right.checkpoint, 0, right.interventions.map(interventionToWire)] : sideToWire(right),
    [METRIC_NUMBERS[view.metric], SPANS[view.span], view.contrast ? [view.contrast.plus, view.contrast.minus] : 0],
    [columnToWire(focus.column), focus.component ? componentId(focus.component) : 0],
    seed,
    [sampling.temperature, sampling.topP, sampling.maxTokens],
    CHAPTER_NUMBERS[experiment.chapter],
    personasToWire(experiment.personas),
    stageToWire(experiment.stage),
    said ? [said.asks, said.left, said.right] : 0,
    amplification === null ? 0 : [amplification],
    versus ? [versus.good, versus.bad] : 0,
  ];
  const { story } = experiment;
  return story ? fragmentOf(STORY_VERSION, [...wire, storyToWire(story)]) : fragmentOf(experiment.version, wire);
}

/**
 * The Experiment a fragment holds; null when there is no fragment. Throws a Failure of kind "link" when it is
 * damaged.
 */
export function decodeExperiment(fragment: string): Experiment | null {
  // Before anything else is done with it.
  if (fragment.length > LONGEST_LINK) throw damaged("it is longer than any link of this page");
  const text = lettersOf(fragment);
  if (text === "") return null;
  const version = text[0]!;
  const length = LENGTHS[version];
  if (length === undefined) {
    throw damaged(
      /^\d/.test(text) ? "it was made by a newer version of this page" : "it does not begin as our links do",
    );
  }
  const wire = valueIn(text.slice(1)) ?? refuse("part of it is missing or changed");
  const [leftWire, rightWire, viewWire, focusWire, seed, sampling, ...later] = list(wire, length);
  const left = sideFromWire(leftWire, null);
  const [metric, span, contrast] = list(viewWire, 3);
  const [column, component] = list(focusWire, 2);
  return {
    version: 3,
    left,
    right: sideFromWire(rightWire, left),
    view: { metric: pick(METRIC_NUMBERS, metric), span: pick(SPANS, span), contrast: contrastFromWire(contrast) },
    focus: {
      column: columnFromWire(column),
      component:
        component === 0 ? null : (parseComponent(nameText(component)) ?? refuse("it names no such part of a model")),
    },
    seed: wholeNumber(seed, 0, 2 ** 32 - 1),
    sampling: version === "1" ? VERSION_1_SAMPLING : samplingFromWire(sampling),
    ...(later.length === 0 ? BEFORE_VERSION_3 : laterFromWire(later)),
  };
}

/** −1: the prompt's end; −2: where the predictions are furthest apart. */
function columnToWire(column: Experiment["focus"]["column"]): number {
  return column === "widest" ? -2 : (column ?? -1);
}

function columnFromWire(wire: unknown): Experiment["focus"]["column"] {
  const column = wholeNumber(wire, -2, 100_000);
  return column === -2 ? "widest" : column === -1 ? null : column;
}

function sideToWire({ checkpoint, prompt, interventions }: Side): unknown[] {
  const messages = prompt.messages.map(({ role, content }) => [ROLES[role], content]);
  return [checkpoint, [messages, prompt.answer ?? 0], interventions.map(interventionToWire)];
}

function sideFromWire(wire: unknown, same: Side | null): Side {
  const [checkpoint, promptWire, interventions] = list(wire, 3);
  const prompt = promptWire === 0 && same ? same.prompt : promptFromWire(promptWire);
  return {
    checkpoint: nameText(checkpoint),
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

function contrastFromWire(wire: unknown): Experiment["view"]["contrast"] {
  if (wire === 0) return null;
  const [plus, minus] = list(wire, 2);
  return { plus: nameText(plus), minus: nameText(minus) };
}

function samplingFromWire(wire: unknown): Sampling {
  const [temperature, topP, maxTokens] = list(wire, 3);
  return {
    temperature: between(temperature, 0, HOTTEST),
    topP: between(topP, 0.01, 1),
    maxTokens: wholeNumber(maxTokens, 1, LONGEST_ANSWER),
  };
}

function laterFromWire(
  wire: readonly unknown[],
): Pick<Experiment, "chapter" | "personas" | "stage" | "said" | "amplification" | "versus" | "story"> {
  const [chapter, personas, stage, said, amplification, versus, story] = wire;
  return {
    chapter: pick(CHAPTER_NUMBERS, chapter),
    personas: personasFromWire(personas),
    stage: stageFromWire(stage),
    said: said === 0 ? null : saidFromWire(said),
    amplification: amplification === 0 ? null : between(list(amplification, 1)[0], -LARGEST, LARGEST),
    versus: versus === 0 ? null : versusFromWire(versus),
    ...(story !== undefined && { story: storyFromWire(story) }),
  };
}

function personasToWire({ dictionary, latent, words, names }: Personas): unknown[] {
  return [dictionary ?? 0, latent ?? -1, WORDS[words], names.map(({ latent: named, name }) => [named, name])];
}

function personasFromWire(wire: unknown): Personas {
  const [dictionary, latent, words, names] = list(wire, 4);
  return {
    dictionary: dictionary === 0 ? null : nameText(dictionary),
    latent: latent === -1 ? null : wholeNumber(latent, 0, MOST_LATENTS),
    words: pick(WORDS, words),
    names: list(names, null, MOST_NAMES).map((pair) => {
      const [named, name] = list(pair, 2);
      return { latent: wholeNumber(named, 0, MOST_LATENTS), name: nameText(name, LONGEST_OWN_NAME) };
    }),
  };
}

/** Blur and presenting are one number, bit 0 and bit 1. The step is left out where there is none. */
function stageToWire({ blur, present, step, scale }: Stage): unknown[] {
  const wire = [(blur ? 1 : 0) + (present ? 2 : 0), scale === null ? 0 : [scale]];
  return step === null ? wire : [...wire, step];
}

function stageFromWire(wire: unknown): Stage {
  const given = list(wire, null, 3);
  const [flags, scale, step] = list(wire, given.length === 3 ? 3 : 2);
  const set = wholeNumber(flags, 0, 3);
  return {
    blur: set % 2 === 1,
    present: set >= 2,
    step: step === undefined ? null : nameText(step),
    scale: scale === 0 ? null : between(list(scale, 1)[0], 0, LARGEST),
  };
}

function saidFromWire(wire: unknown): NonNullable<Experiment["said"]> {
  const [asks, left, right] = list(wire, 3);
  return { asks: nameText(asks), left: nameText(left), right: nameText(right) };
}

function versusFromWire(wire: unknown): NonNullable<Experiment["versus"]> {
  const [good, bad] = list(wire, 2);
  return { good: longText(good), bad: longText(bad) };
}
