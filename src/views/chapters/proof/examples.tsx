/** The pictures of this chapter with made-up numbers: the gallery's entries, and what the exports are tested with. */
import type { PartShare } from "../../../core/edits/partEffects";
import { exampleSubject, exampleTitles, HEADS, LAYERS, noise } from "../../charts/frame/exampleModel";
import { exampleRate } from "../../charts/frame/exampleRate";
import type { Picture } from "../../charts/frame/picture";
import type { PicturesOf } from "../../pictures";
import { clausePicture } from "./clausePicture";
import { type SteerColumn, steerPicture } from "./steerPicture";

const shares = (resist: number) => ({
  resist: exampleRate(resist),
  comply: exampleRate(0.97 - resist),
  stalled: exampleRate(0.03),
});

const column = (without: number, steered: number): SteerColumn => ({
  without: shares(without),
  steered: shares(steered),
  random: [shares(without + 0.03)],
  unrelated: shares(without + 0.05),
});

const CELLS: readonly PartShare[] = Array.from({ length: LAYERS * (HEADS + 1) }, (_, i) => {
  const [layer, head] = [Math.floor(i / (HEADS + 1)), (i % (HEADS + 1)) - 1];
  const share = layer === LAYERS - 1 && head === 2 ? 0.84 : 0.06 * noise(i);
  return { component: head < 0 ? { kind: "mlp", layer } : { kind: "head", layer, head }, share };
});

export const proofExamples = {
  "cause-steering": () =>
    steerPicture({
      here: column(0.15, 0.7),
      recorded: column(0.12, 0.76),
      done: "“the machine that refuses” turned up",
      way: "turned up",
      model: exampleTitles.left,
      hue: "left",
      told: true,
      subject: exampleSubject,
    }),
  "clause-parts": () => clausePicture({ shares: { cells: CELLS, all: 1 }, recorded: null, subject: exampleSubject }),
} satisfies Readonly<Record<PicturesOf<"proof">, () => Picture>>;
