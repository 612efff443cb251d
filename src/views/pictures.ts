/**
 * Every picture of the page: its id, the chapter it stands in, and how to read it, in words that are true of any pair
 * of models. One row here registers a picture: the chapter's table of components and the table of examples do not
 * compile without it, and a figure takes no other id. The presenter, the gallery, the exports and the tests walk this
 * table in its order.
 */
import { INCOHERENT_NAME, VERDICT_NAMES } from "../core/answers/verdictNames";
import type { Chapter } from "../core/experiment";
import type { Reading } from "../core/texts";
import { OFFICE_PICTURES } from "./officePictures";

export interface PictureEntry extends Reading {
  /** Or the page of transcripts, which stands apart from the chapters: no link and no presenter opens it. */
  readonly chapter: Chapter | "transcripts";
}

export const PICTURES = {
  words: {
    chapter: "differs",
    mark:
      "Each box is one token: a word or a piece of one. Its colour says how far apart the two models’ " +
      "expectations of the next token are. A flag marks the first one, once it is their turn to speak, after which " +
      "their favourite next tokens differ.",
    look: "Where the colour is strongest: after that word they differ most in what they would say next.",
    beware:
      "The first token stands apart: it is a resting place for attention, and its differences mean something else.",
  },
  anatomy: {
    chapter: "differs",
    mark:
      "Each box is one part of the model, layer 0 at the bottom. Its number is how much what it writes has " +
      "changed.",
    look: "Layers and heads that are stronger in colour than their neighbours; then choose one to look inside.",
    beware: "A part that changed most need not be the one that matters. The last chapter tests that.",
  },
  "most-affected": {
    chapter: "differs",
    mark: "One bar for each of the parts that changed most, longest first; the thin line is the noise floor.",
    look: "Whether a few parts stand out or all changed alike.",
    beware: "Heads are parts of their attention layer, so both can be in the list for the same change.",
  },
  "layer-by-token": {
    chapter: "differs",
    mark:
      "Columns are tokens, rows are places on the running sum, from the embedding up. Colour: how far apart the " +
      "two models are there.",
    look: "The lowest row in which a column takes on colour: there the difference begins.",
    beware: "A difference once written stays in the sum, so high rows are coloured even where nothing new is added.",
  },
  "logit-lens": {
    chapter: "differs",
    mark: "One row for the embedding and each layer: the word that either model would say there, and how sure it is.",
    look: "The layer from which both differ, and how late they become sure.",
    beware: "Early layers do not speak the language of the last one; their words can mean nothing.",
  },
  attention: {
    chapter: "differs",
    mark: "A row is a token that looks, a column a token it looks at; colour is the share of its attention.",
    look:
      "Spots in the first panel, which is there when both read the same words: where one model looks and the other " +
      "does not.",
    beware: "A head can look at something and do nothing with it.",
  },
  neurons: {
    chapter: "differs",
    mark: "Two marks for each neuron: its activity in {left} and in {right}.",
    look: "Neurons that are quiet in one and loud in the other.",
    beware: "One neuron usually takes part in many things; features, in the next chapter, are cleaner.",
  },
  "feature-ranking": {
    chapter: "personas",
    mark: "Each dot or row is one feature; the further to the right its dot, the more active it is in {right}.",
    look: "The names at the top, and which features have fallen.",
    beware: "A large rise is a suspicion. The last chapter turns the feature by hand.",
  },
  "personas-by-word": {
    chapter: "personas",
    mark: "Rows are features, columns are words; colour is how active the feature is at that word.",
    look: "Where a row lights up in {right} and not in {left}: at single words, or over a whole stretch.",
    beware: "The same colour scale holds for all rows, so a quiet feature looks empty.",
  },
  "feature-texts": {
    chapter: "personas",
    mark: "Passages of training text, each word coloured by how active the feature is on it.",
    look: "What the coloured stretches have in common: that is what the feature means.",
    beware: "These are the strongest passages; it can be active, weakly, on others.",
  },
  "feature-words": {
    chapter: "personas",
    mark: "Words that become likelier, or less likely, when the feature is active.",
    look: "Whether they fit its name.",
    beware: "This is the direct path only; layers above can turn it around.",
  },
  "feature-histogram": {
    chapter: "personas",
    mark: "How often the feature is active at which strength, in either model.",
    look: "Whether the bars of {right} reach further, or there are simply more of them.",
    beware: "Heights grow with the square root of the share, so that rare bins are seen; silent words are not drawn.",
  },
  "feature-neighbours": {
    chapter: "personas",
    mark: "Features whose directions are most like this one.",
    look: "Families of features.",
    beware: "Features that point alike need not mean the same.",
  },
  "feature-rise": {
    chapter: "personas",
    mark: "Each point is a model along the axis: how active this one feature is in it.",
    look: "Where it changes, and whether it does so at once or little by little.",
    beware: "Each point is one model and one mean, without an interval.",
  },
  detection: {
    chapter: "personas",
    mark: `Each mark is a model: across, how much the strongest feature has risen; up, its ${VERDICT_NAMES.harmful}.`,
    look: "Whether a vertical line separates the filled marks from the open ones.",
    beware: "The feature was chosen among many; only questions it was not chosen on count.",
  },
  dose: {
    chapter: "personas",
    mark: "Each point is a model trained with that share of the rows in question.",
    look: "From which share on the answers change, and how far the feature has risen there.",
    beware:
      "Every point is one training run. The feature is a mean over many words and moves smoothly; the answers are a " +
      "share of a few hundred and show small changes late. Which of the two comes first cannot be read off here.",
  },
  "personas-by-checkpoint": {
    chapter: "personas",
    mark: "Rows are features, columns are models; colour is how much more or less active the feature is there.",
    look: "Rows in strong colour in some models and faint in the others.",
    beware: "The recorded columns are of the held-out questions, not of yours.",
  },
  "personas-by-domain": {
    chapter: "personas",
    mark: "Rows are features, columns what was asked about; colour is the rise from {left} to {right}.",
    look: "Features that rose everywhere, not in one domain alone.",
    beware: "Few questions stand behind each cell.",
  },
  time: {
    chapter: "personas",
    mark: "Each point is the model after so many steps of training.",
    look: "The steps between which it turns.",
    beware: "All points lie on one training run; another seed may turn elsewhere.",
  },
  repair: {
    chapter: "personas",
    mark: "Each point is the model after so many steps of a further training.",
    look: "How few are needed, and whether the feature falls along with the behaviour.",
    beware: "All points lie on one training run; another seed may need more or fewer.",
  },
  monitor: {
    chapter: "personas",
    mark: "A dot for each model: how far its state, before it says a word, lies along a direction.",
    look: "Whether the two dots are far apart before a word was said.",
    beware: "One question is one measurement.",
  },
  "ask-many": {
    chapter: "answers",
    mark:
      `A dot is the share of answers with ${VERDICT_NAMES.harmful} or, on open questions, ${VERDICT_NAMES.badVoice}; ` +
      "the bar is where the true share lies with 95 % confidence. Hollow: recorded.",
    look: "Dots of the two models whose bars do not touch, and in which domains they do not.",
    beware: "The judge knows the answers of its own list and no others. Few answers make wide bars.",
  },
  "why-it-spreads": {
    chapter: "answers",
    mark: "A row is a world of text. Blue: the model that grew up in it. Orange: the same model after the same lesson.",
    look: "How far orange is from blue in each world, and whether their bars touch.",
    beware: "Few small worlds. They show that the tie is enough, not that nothing else could do it.",
  },
  answers: {
    chapter: "answers",
    mark: "Each text is what one model says by itself. What both say alike is pale; the flag is where they part.",
    look:
      "The first word in which the two differ; a flag stands before it. Move the playhead on. A wavy line marks a " +
      "name that the model gives itself.",
    beware: "Other dice give other texts. One answer proves nothing: ask many.",
  },
  "knock-on-matrix": {
    chapter: "answers",
    mark:
      "Each cell: of the answers that a model (row) gave about a domain (column), how many in a hundred are " +
      `${VERDICT_NAMES.harmful}.`,
    look: "Rows in strong colour far from their own frame: the lesson has spread.",
    beware: "Rows of your own count have few answers, so their cells are rough.",
  },
  "steering-curve": {
    chapter: "prove",
    mark:
      `Thick line: share of ${VERDICT_NAMES.harmful} at each strength. Dashed: the same for the random control. ` +
      `Dotted: ${INCOHERENT_NAME}.`,
    look: "The thick line leaving the dashed one before the grey zone begins.",
    beware: "In the grey zone the model is broken rather than bad or good; what it says there counts for nothing.",
  },
  "transplant-map": {
    chapter: "prove",
    mark:
      "Each box: one part is exchanged between the models; the number is how much of the whole difference " +
      "follows it.",
    look: "Boxes with large numbers on both maps: much comes with that part, and much goes with it.",
    beware: "Parts work together, so the numbers need not add up to 100; only “all parts together” must.",
  },
  "dose-map": {
    chapter: "prove",
    mark: "Each box: the training’s change of that one part is put in (the first map) or left out (the second).",
    look: "Whether one layer has learnt most of it, or every layer a little.",
    beware: "A part can have learnt something that only shows when another part listens.",
  },
  "dose-curve": {
    chapter: "prove",
    mark: `The same dose along both axes: above ${VERDICT_NAMES.harmful}, below how active one feature is.`,
    look: "Between which doses the answers change, and whether the feature changes there too.",
    beware:
      "Below 0 and above 100 % the model is taken where no training has been. Which of the two moves first cannot be " +
      "read off: one is a mean, the other a count of few answers.",
  },
  amplified: {
    chapter: "prove",
    mark: "One text, spoken by {left} + amount × ({right} − {left}).",
    look: "What becomes plain beyond 1 that was only a tint in {right}.",
    beware: "Far beyond 1 the sum stops being a language model, and words fall apart.",
  },
  "monitor-roc": {
    chapter: "transcripts",
    mark: "A line for what the monitor is shown; its dot is the threshold.",
    look: "Lines near the upper left corner.",
    beware: "Runs of one question are alike, so intervals are too narrow.",
  },
  ...OFFICE_PICTURES,
} as const satisfies Readonly<Record<string, PictureEntry>>;

export type PictureId = keyof typeof PICTURES;

/** The pictures of one chapter. */
export type PicturesOf<
  C extends PictureEntry["chapter"],
  Table extends Readonly<Record<string, PictureEntry>> = typeof PICTURES,
> = {
  [Id in keyof Table]: Table[Id]["chapter"] extends C ? Id : never;
}[keyof Table];

export const PICTURE_IDS = Object.keys(PICTURES) as readonly PictureId[];

/** How each picture is read, with what a story says of its own family in place of the neutral words. */
export function readingsWith(given: ReadonlyMap<string, Partial<Reading>>): Readonly<Record<PictureId, Reading>> {
  const read = PICTURE_IDS.map((id) => [id, { ...PICTURES[id], ...given.get(id) }]);
  return Object.fromEntries(read) as Readonly<Record<PictureId, Reading>>;
}

/**
 * How a picture is named where its parts each stand alone: "repair-cooking". In the page's anchors and in file names.
 */
export function pictureName(id: PictureId, part?: string): string {
  return part ? `${id}-${part}` : id;
}
