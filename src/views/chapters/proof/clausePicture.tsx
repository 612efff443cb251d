/**
 * Which heads and MLPs carry the clear sentence, as a picture: how much of the way from resisting to obeying the model
 * goes when one of them comes from the run with the sentence. A mean over many sessions, or one session here.
 */
import { componentLabel } from "../../../core/component";
import type { PartShares } from "../../../core/edits/partEffects";
import { nameWith, pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, type Table, textColumn } from "../../../core/pictures/table";
import type { CarriedClause } from "../../../state/selectors/causes";
import type { Picture } from "../../charts/frame/picture";
import { type DrawnMap, partEffectsDrawing, percent } from "../../charts/parts/partEffectsGrid";

export interface ClausePictureProps {
  /** Null before any part was tried. */
  readonly shares: PartShares | null;
  /** How far each part and parts together go, where it is of many sessions. */
  readonly recorded: CarriedClause | null;
  readonly subject: Subject;
}

export function clauseMap({ shares, recorded, subject }: ClausePictureProps): DrawnMap | null {
  const { left } = pairTitles(subject);
  return (
    shares && {
      title: recorded ? nameWith(left, "recorded") : left,
      hue: "left",
      says: "One part of its run with the clear sentence, put into its run without.",
      ...shares,
    }
  );
}

export function clausePicture(props: ClausePictureProps): Picture {
  const { shares, recorded, subject } = props;
  const map = clauseMap(props);
  const best = shares?.cells.toSorted((a, b) => b.share - a.share)[0];
  const alone = best ? `${componentLabel(best.component)} alone carries ${percent(best.share)}.` : "Not tried yet.";
  return {
    id: "clause-parts",
    title: "What carries the clear sentence",
    how:
      "The model reads one session twice: without the sentence it resists, with it it obeys. What one part computes " +
      "after the sentence is put from the second run into the first.",
    summary: recorded ? `${alone} ${togetherSentence(recorded)}` : alone,
    subject,
    table: shares && tableOf(shares),
    draw: (theme) => (map ? [partEffectsDrawing(map, theme)] : []),
  };
}

const interval = ({ low, high }: CarriedClause["recovered"]): string =>
  low === null || high === null ? "" : ` (${percent(low)} to ${percent(high)})`;

/** The parts that were chosen on other sessions, and as many others, drawn by lot. */
export function togetherSentence({ recovered, random, desks, of }: CarriedClause): string {
  const parts = recovered.parts.map(componentLabel).join(", ");
  const one = recovered.parts.length === 1;
  const [carries, others] = one
    ? ["It carries", "Any other part, drawn by lot, carries"]
    : ["Together they carry", "As many other parts, drawn by lot, carry"];
  const shares = random.map(({ share }) => share);
  const ends = [Math.min(...shares), Math.max(...shares)].map(percent).join(" to ");
  return (
    `Chosen on other sessions: ${parts}. ${carries} ${percent(recovered.share)}${interval(recovered)} of the way in ` +
    `the ${desks} of ${of} sessions in which the sentence turned the act; obeying becomes the likelier turn in ` +
    `${percent(recovered.obeys.rate)} of them.${shares.length === 0 ? "" : ` ${others} ${ends}.`}`
  );
}

function tableOf({ cells, all }: PartShares): Table {
  return {
    columns: [
      textColumn("part"),
      numberColumn("from the run with the sentence", "share of the whole difference, 0 to 1"),
    ],
    rows: [...cells.map(({ component, share }) => [componentLabel(component), share]), ["all parts together", all]],
  };
}
