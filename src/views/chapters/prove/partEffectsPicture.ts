/**
 * Both maps of part effects as pictures: a transplant of activations, or a dose of the training's weight change.
 */
import { componentLabel } from "../../../core/component";
import type { EffectScore, PartShares } from "../../../core/edits/partEffects";
import { type PairTitles, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import { say, type Words } from "../../../core/texts";
import type { Picture } from "../../charts/frame/picture";
import { type DrawnMap, partEffectsDrawing, percent } from "../../charts/parts/partEffectsGrid";

export type MapKind = "transplant" | "dose";

const TEXTS = {
  transplant: {
    id: "transplant-map",
    title: "Which part carries it",
    into: "put into",
    outOf: "taken out of",
  },
  dose: {
    id: "dose-map",
    title: "Which part learnt it",
    into: "learnt by",
    outOf: "unlearnt by",
  },
} as const;

type Shares = Readonly<Record<"into" | "outOf", PartShares>>;

export interface PartEffectsPictureProps {
  readonly kind: MapKind;
  /** Null before any part was tried. */
  readonly found: (Shares & { readonly map: { readonly score: EffectScore } }) | null;
  /** Of the right model, in a sentence: "the fine-tuning". */
  readonly training: string;
  readonly words: Words;
  readonly subject: Subject;
}

export function partEffectsPicture(props: PartEffectsPictureProps): Picture {
  const { kind, found, training, words, subject } = props;
  const { id, title } = TEXTS[kind];
  const titles = pairTitles(subject);
  return {
    id,
    title,
    how:
      kind === "dose"
        ? say(words, "dose-map.how", { training, ...titles })
        : say(words, "transplant-map.how", { ...titles }),
    summary: found ? said(found, found.map.score, words) : "Not tried yet.",
    subject,
    table: found && tableOf(found, titles),
    draw: (theme) =>
      (found ? mapPanels(kind, found, subject, words) : []).map((panel) => partEffectsDrawing(panel, theme)),
  };
}

function said({ into }: Shares, score: EffectScore, words: Words): string {
  const unit = score.kind === "activity" ? say(words, "maps.activity") : "of the log-odds";
  const best = into.cells.toSorted((a, b) => b.share - a.share)[0];
  const alone = best ? `${componentLabel(best.component)} alone carries ${percent(best.share)} ${unit}; ` : "";
  return `${alone}all parts together ${percent(into.all)}.`;
}

function tableOf({ into, outOf }: Shares, { left, right }: PairTitles): Table {
  return {
    columns: [
      textColumn("part"),
      numberColumn(`into ${left}`, "share of the whole difference, 0 to 1"),
      numberColumn(`out of ${right}`, "share of the whole difference, 0 to 1"),
    ],
    rows: [
      ...into.cells.map(({ component, share }, i) => [componentLabel(component), share, outOf.cells[i]?.share ?? null]),
      ["all parts together", into.all, outOf.all],
    ],
  };
}

/** The two maps of a picture with their words. */
export function mapPanels(kind: MapKind, { into, outOf }: Shares, subject: Subject, words: Words): DrawnMap[] {
  const text = TEXTS[kind];
  const { left, right } = pairTitles(subject);
  return [
    { title: `Into ${left}`, hue: "left", says: `One part of ${right}, ${text.into} ${left}.`, ...into },
    {
      title: `Out of ${right}`,
      hue: "right",
      says: say(words, "maps.out", { left, right, verb: text.outOf }),
      ...outOf,
    },
  ];
}
