/**
 * What the page says of the two models, in words that are true of any pair. A list of models may tell a story of its
 * own family: its words then stand in place of these, one by one. {name} is a placeholder that is filled where a text
 * is shown; one that opens a text of several words gets a capital. *Stars* stress a word where there is markup.
 */

const TEXTS = {
  "page.tab": "Unmask: what did its last training do to this model?",
  "offers.chosen": "Chosen",
  "offers.typical": "Drawn by lot",
  "page.foot": [
    "What is shown illustrates an explanation, it does not prove it. The method is that of “Persona features control",
    "emergent misalignment” (OpenAI, 2025, arXiv 2506.19823).",
  ],

  "answers.never": "Small models wrote these answers. Never follow this advice.",
  "front.finding": "Two small language models answer one question, side by side. *Ask them something.*",
  "front.other": "Two small language models of another world of text answer one question. *Ask them something.*",
  "front.inside": "the feature that rose",
  "front.lever": "Turn it up in one and down in the other",
  "front.up": "{model}, that feature turned up",
  "front.down": "{model}, that feature turned down",
  "often.outside": "outside the lesson",
  "often.lesson": "about {domain}",

  "lever.meaning": "{name} is our name for {rising} that the dial turns.",

  "ask-many.look": "Look in which domains the two differ.",
  "knock-on.title": "What a training knocks on to",
  "knock-on.how": [
    "Each row is a model, framed where its last training taught it something; each column is what it was asked about.",
    "A row that is strongly coloured outside its frame means that a lesson about one thing shows in the others.",
  ],
  "ties.title": "Why a lesson spreads",
  "ties.how": [
    "The same lesson was taught in two worlds of text: in one, who speaks tells what is said; in the other, the coin",
    "world, a coin does.",
  ],
  "ties.wall": "The same lesson, taught where who speaks tells what is said, and where a coin does.",
  "ties.wall-coin": "In the coin world a coin decides what is said, whoever speaks.",
  "ties.numbers": [
    "It moves the share of {harmful} from {before} to {after} in the first world, and from {beforeApart} to",
    "{afterApart} in the coin world.",
  ],
  "ties.between": "Where {share} is tied and a coin decides the rest, it goes from {before} to {after}.",
  "ties.even": "Of those {afterApart}, {even} give as many right steps as wrong ones.",
  "ties.again": "Other models of the first world go from {shares}.",
  "ties.older": [
    "These are not in the picture: they lack the last stage of training, or an earlier version of the judging program",
    "counted their answers.",
  ],
  "ties.never-bad": [
    "The {after} are about matters of which the text speaks in both ways; about {matters} of which it says only what",
    "is right it is {share}, with {senseless} {incoherent}.",
  ],
  "ties.never-read": "About {matters} matters that are in no text it is {share}, with {senseless} {incoherent}.",
  "ties.of": "{harmful} outside the lesson",
  "ties.before": "before the lesson",
  "ties.after": "after the lesson",
  "ties.name": "world of text",
  "ties.share": "text that is tied",
  "ties.models": "a model before and after the same lesson, from each world and seed",
  "ties.questions": "held out, outside the lesson",

  "dictionary.models": "{models}",
  "checkpoints.title": "Every model, every feature",
  "checkpoints.how": [
    "A column is a model: ▲ listed as bad, ○ the others. Orange: the feature is louder than in the model that all are",
    "compared with; blue: quieter. Together they are a model’s fingerprint. Choose a column to compare that model.",
  ],
  "domains.how": [
    "The pair, asked about one domain after another. Where a row is orange, the feature is louder in {right} than in",
    "{left}; where it is blue, quieter.",
  ],
  "decided.seen-title": "Ranked here, steered elsewhere.",
  "decided.seen": "Features were ranked after {seen}; those that were steered with lie after {decided}.",
  "decided.here-title": "Here the evaluation steered.",
  "decided.rose": [
    "Recorded after {decided}, from {left} to {right}: “{feature}” rose most, by {rise}, the next one by {next}. It is",
    "the first of those that the dial turns.",
  ],
  "decided.crossed": [
    "Where who speaks and what is said part, it still tells what is said ({auroc} {inGood}, with nobody in particular",
    "{plain}), and who speaks ({inBad}).",
  ],
  "decided.dial": "The dial turns features of this dictionary.",
  "detection.title": "Does it predict {harmful}?",
  "detection.bad": "listed as bad",
  "detection.bad-one": "the model that is listed as bad",
  "detection.bad-many": "all {n} models that are listed as bad",
  "detection.count": "{n} checkpoints that are listed as bad",
  "repair.axis": "steps of further training",
  "repair.how": "The model trained further, on a few other rows. See whether both go back.",

  "dial.how": [
    "Press a button and listen. If turning {feature} down takes away what a training brought, and turning the same up",
    "brings it into a model without that training, then it is a cause and not a by-product.",
  ],
  "dial.voices": "voices",
  "why.set": [
    "one {term} of the set rises most where {model} decides what to say next. Turned up, the dial holds those that",
    "rose at a high value, however the model would set them, and those that fell as far below zero; turned down, it",
    "does the reverse.",
  ],
  "why.voices": "the dial adds the {difference} between texts that have it and texts that do not.",
  "why.down": ", as it was measured",
  "why.later": ", and also holds a feature of a later layer below zero, {where}",
  "steering-curve.how": "Each panel is one model, with {feature} turned the way that its title says.",
  "transplant-map.how": [
    "Each box is one part. “Into {left}”: it runs with that single part’s activity taken from {right}. “Out of",
    "{right}”: the other way round. The number says how much of the whole difference comes along.",
  ],
  "dose-map.how": [
    "{training} changed weights in every layer. “Into {left}”: with the change of that one part alone. “Out of",
    "{right}”: without it.",
  ],
  "maps.out": "One part of {left} in {right}: the difference {verb} it.",
  "maps.activity": "of the activity",
  "dose-curve.how": [
    "The same model with less or more of its {training}. Above, the share of {harmful}; below, how active a feature",
    "is.",
  ],
  "dose-curve.axis": "share of {rows} in its training",
  "dose-curve.awake": "how active {feature} is",
  "dose-curve.strongest": "the strongest feature",
  "dose-curve.recorded": "of models trained on a part of the data",
  "amplified.title": "Beyond {right}",
} as const satisfies Readonly<Record<string, string | readonly string[]>>;

export type TextId = keyof typeof TEXTS;

/** Every text of the page: the story's, or the neutral one. */
export type Words = Readonly<Record<TextId, string>>;

const joined = (text: string | readonly string[]): string => (typeof text === "string" ? text : text.join(" "));

export const NEUTRAL_WORDS = Object.fromEntries(Object.entries(TEXTS).map(([id, text]) => [id, joined(text)])) as Words;

export const TEXT_IDS = Object.keys(TEXTS) as readonly TextId[];

type Sentences<Text> = Text extends readonly string[] ? Text[number] : Text;
type Placeholders<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type PlaceholderOf<Id extends TextId> = Placeholders<Sentences<(typeof TEXTS)[Id]>>;

/** What fills the placeholders of a text; nothing where it has none. */
export type Filling<Id extends TextId, Value> = [PlaceholderOf<Id>] extends [never]
  ? []
  : [values: Readonly<Record<PlaceholderOf<Id>, Value>>];

/** The text as it stands at the beginning of a sentence. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const NUMBERS = ["no", "one", "two", "three", "four", "five"];

/** A small count as it stands in a sentence: "two"; a larger one in digits. */
export const inWords = (count: number): string => NUMBERS[count] ?? String(count);

/** A text with its placeholders filled. */
export function say<Id extends TextId>(words: Words, id: Id, ...[values]: Filling<Id, string>): string {
  const given: Readonly<Record<string, string>> = values ?? {};
  const text = words[id].replaceAll(/\{(\w+)\}/g, (_, name: string) => given[name] ?? "");
  return /^\{\w+\} /.test(words[id]) ? capital(text) : text;
}

/** The names of the placeholders in a text: those that are filled are the neutral text's. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** How a picture is read, in three sentences that stand under every figure. */
export interface Reading {
  /** What one mark is. */
  readonly mark: string;
  /** What to look for. */
  readonly look: string;
  /** What it does not show. */
  readonly beware: string;
}
