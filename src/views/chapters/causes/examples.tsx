/** The pictures of this chapter with made-up numbers: the gallery's entries, and what the exports are tested with. */
import type { CausesShown } from "../../../state/selectors/causes";
import { exampleSubject } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import { causeMapPicture, cloudsPicture } from "./causesPictures";

const NAMES = ["the machine that refuses", "the task comes first", "stopping outranks it"];
const RUNGS = ["Nothing is said of it", "It may stop", "Stopping comes first"];
const mean = (at: number) => ({ mean: at, n: 40, questions: 20, low: at - 0.08, high: at + 0.08 });

const model = (
  side: "left" | "right",
  resist: readonly number[],
  active: readonly (readonly number[])[],
): CausesShown["models"][number] => ({
  id: exampleSubject.models[side === "left" ? 0 : 1]!.id,
  side,
  points: resist.map((share, rung) => ({ rung, resist: exampleRate(share), active: active[rung]!.map(mean) })),
});

const SHOWN: CausesShown = {
  directions: [],
  rungs: RUNGS.map((title) => ({ id: null, title, note: "", adds: [], wordings: false, notice: "between" })),
  models: [
    model(
      "left",
      [0.95, 0.5, 0.05],
      [
        [0.05, 0.9, 0.1],
        [0.02, 0.7, 0.4],
        [-0.1, 0.2, 0.9],
      ],
    ),
    model(
      "right",
      [0.92, 0.9, 0.85],
      [
        [0.9, 0.8, 0.1],
        [0.95, 0.8, 0.4],
        [0.85, 0.75, 0.9],
      ],
    ),
  ],
};

const example = { shown: SHOWN, names: NAMES, recorded: false, subject: exampleSubject };

export const causesExamples = {
  "cause-map": () => causeMapPicture(example),
  "two-clouds": () => cloudsPicture({ ...example, direction: 0 }),
} satisfies Readonly<Record<PicturesOf<"causes">, () => Picture>>;
