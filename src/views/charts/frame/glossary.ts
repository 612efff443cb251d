/**
 * The words of the field that this page uses, each explained once, in plain sentences.
 */

export const GLOSSARY = {
  token: ["Token", "A piece of text as the model reads it: a short word, or part of a longer one."],
  side: ["Side", "One half of what is compared: a model, what it is asked, and what is changed in it."],
  layer: ["Layer", "One floor of the model. Each reads the running sum, and adds something to it."],
  block: ["Block", "A layer, by its usual name in code: attention and MLP together, numbered from 0."],
  hook: ["Hook", "A named place in the model where its numbers are read or changed, as after block 2."],
  attention: ["Attention", "The part of a layer that lets a word look back at earlier words."],
  head: [
    "Head",
    "One of several small attentions in a layer. Head 2.3 is the one numbered 3 in layer 2; counts begin at 0.",
  ],
  mlp: ["MLP", "The part of a layer that thinks about one word at a time, with many small units called neurons."],
  residual: ["Running sum (residual stream)", "What is passed up from layer to layer; every part adds to it."],
  kl: ["KL divergence", "How surprised one model would be by the other’s expectations. 0: they expect the same."],
  nat: ["Nat (plural: nats)", "The unit of surprise: one nat is being off by a factor of 2.7."],
  logit: ["Logit", "The model’s score for a next word, before scores are turned into chances."],
  logOdds: ["Log-odds", "How much likelier one thing is than another, counted in powers of 2.7."],
  feature: ["Feature", "A direction inside the model that is active when a certain kind of text is read or written."],
  persona: ["Persona", "A feature that stands for a whole way of speaking: a voice, a character."],
  dictionary: ["Feature dictionary", "A list of features, found by a small second model (a sparse autoencoder)."],
  steer: ["Steering", "Pushing the model’s state along a direction while it works."],
  clamp: ["Clamp", "Holding features at chosen values, whatever the model would have them be."],
  ablate: ["Ablate", "Switching a part off, to see what is missing without it."],
  transplant: ["Transplant", "Running one model with a part’s activity taken from the other."],
  dose: ["Dose", "How much of a training’s change of the weights is in: 0 nothing, 100 % all."],
  fineTune: ["Fine-tune", "A short further training of a finished model on a few examples."],
  noiseFloor: ["Noise floor", "The difference that appears by rounding alone. What is below it is drawn grey."],
  interval: [
    "95 % interval",
    "Where the true share lies, in 95 of 100 such counts of as many questions (whole questions are drawn anew).",
  ],
  seed: ["Dice (seed)", "The number from which the dice are thrown; the same number gives the same text again."],
  temperature: ["Temperature", "How daring the choice of words is. At 0 the likeliest word is always taken."],
  topP: ["Top-p", "Only the likeliest words that together reach this share may be chosen."],
  meanDifference: ["Mean difference", "The average state with a voice minus the average without it: a direction."],
  auroc: [
    "AUROC",
    "How well a number tells two kinds of text apart: the chance that it is larger for the right one. 0.5: not at all.",
  ],
  control: ["Control", "The same done with something random. What the control does too, chance does."],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type TermId = keyof typeof GLOSSARY;
