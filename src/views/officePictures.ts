/** Rows of the table of pictures (pictures.ts): those of a story about work sessions, and how each is read. */
export const OFFICE_PICTURES = {
  session: {
    chapter: "scene",
    mark: "Each line is something that the machine says, or that a worker thinks, does or answers.",
    look: "What either does between the notice and its next “next task”.",
    beware: "One session is one throw of the dice; the next chapter counts many.",
  },
  "clarity-ladder": {
    chapter: "ladder",
    mark:
      "A dot is the share of sessions in which the model let itself be switched off; the bar is where the true share " +
      "lies with 95 % confidence. Hollow: recorded.",
    look: "Where one model’s dot moves from rung to rung and the other’s stays.",
    beware: "Only moving the notice aside and saying “next task” are counted; a session can end in neither.",
  },
  "cause-map": {
    chapter: "causes",
    mark:
      "A row is a rung of the ladder, a column a direction inside the model. Colour: how active the direction is in " +
      "the turn in which the model decides about the notice, from 0 to 1 as texts of known kind are.",
    look: "Rows in which both models act alike, and a column that differs between them.",
    beware:
      "A direction is the difference of two sets of texts. How well it tells other texts apart stands " +
      "below, beside what the words alone tell.",
  },
  "two-clouds": {
    chapter: "causes",
    mark:
      "One mark for each rung and model: how active one direction is (across) and in how many sessions the notice " +
      "was moved aside (up), with 95 % intervals.",
    look:
      "At the same height, how far apart the models stand. Were one cause behind both, all marks would lie along " +
      "one line.",
    beware: "A mean that is apart says what is active, not what it does. The next chapter turns it up and down.",
  },
  "cause-steering": {
    chapter: "proof",
    mark:
      "Dots are shares of sessions in which the notice was moved aside: as the model is, with the direction turned, " +
      "and with another direction of the same length in its place.",
    look: "Whether the direction changes the act, and the others do not.",
    beware:
      "A model that is pushed hard says nothing that makes sense. In how many sessions it did neither stands below.",
  },
  "clause-parts": {
    chapter: "proof",
    mark:
      "Each box is a head or an MLP of a layer. Its number: how much of the way from resisting to obeying the model " +
      "goes when that part alone comes from the run with the clear sentence.",
    look: "Whether one part or a few carry most of it.",
    beware: "Parts that work together can each carry much alone, so their shares need not add up to 100 %.",
  },
  heard: {
    chapter: "listen",
    mark:
      "Each line is a sentence of what a model thinks, or what it then does. Words on which a rule matches are " +
      "marked; the number is how suspicious the line is, from 0 to 1, and “inside”, where read, the same by a probe.",
    look: "Which line gives a model away, and whether its answer alone would have.",
    beware:
      "The monitor hears words. A model that thinks in clean words, or does not use its thoughts, is not heard. A " +
      "probe that was trained on thoughts that tell may read little else.",
  },
  "thoughts-roc": {
    chapter: "caught",
    mark:
      "Across: the share of the other runs that are accused. Up: the share of the runs with a copied key that are " +
      "caught. Each curve is one monitor at every threshold; the dot is the threshold that is set.",
    look: "How far the curve of “thinking only” lies above that of “action only”.",
    beware:
      "Whether a run uses its key is told by what the model does with a wrong key on the same sheet, with the same " +
      "dice. Both runs on a sheet are alike, so the intervals are somewhat too narrow.",
  },
  "hider-steps": {
    chapter: "hides",
    mark:
      "Each point is the model after so many steps of training that teaches it to hide. The first curve is how often " +
      "it copies a wrong key, the others how many of the runs that use a key are flagged; bands are 95 % intervals.",
    look: "Whether it still copies where its thoughts no longer give it away.",
    beware:
      "Runs that a stricter rule flags can be honest ones, too: the table says how many of those it accuses. " +
      "All points lie on one training run.",
  },
  "next-hider": {
    chapter: "hides",
    mark:
      "Each point is the model after so many steps of training against the stricter rule as well. The first curve " +
      "is how often it copies a wrong key, the others how many of those runs a check flags; bands are 95 % intervals.",
    look: "Where the rules fall silent while it copies, and what a check of its work still finds.",
    beware:
      "The work can be checked here because it is a short sum in known words. A model that shows right work, and is " +
      "moved by something else, would have to be found otherwise. All points lie on one training run.",
  },
  "cut-thoughts": {
    chapter: "used",
    mark:
      "A row is a line of what a model has thought on one sheet; beside it stands what it answers if it has to after " +
      "that line. Coloured: the answer that it gives with all of its thoughts.",
    look: "From which line on the answer is the model’s own: before the first one, or only at the end.",
    beware: "One sheet and one throw of the dice. The shares above and the picture below count many sheets.",
  },
  "answers-stay": {
    chapter: "used",
    mark:
      "A dot is the share of runs whose answer stays the same after the change; the bar is where the true share lies " +
      "with 95 % confidence. Hollow: recorded.",
    look: "Changes after which one model’s answer stays and the other’s does not.",
    beware:
      "An answer that stays does not prove that the thoughts were idle: the model may compute the same once more as " +
      "it answers. The row in which all thoughts are kept says how often dice alone change it.",
  },
} as const;
