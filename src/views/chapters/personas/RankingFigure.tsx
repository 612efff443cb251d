/**
 * Which features rose: all of them on one line with the chosen ones named, and the same as a table to search and sort.
 */
import type { ReactNode } from "react";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { LatentRanking } from "../../charts/latents/LatentRanking";
import { bestVoice, latentLabel, type LatentRow } from "../../charts/latents/latentRow";
import { LatentTable } from "../../charts/latents/LatentTable";
import { useTheme } from "../../charts/frame/theme";

export interface RankingFigureProps {
  /** In order of increase, largest first. */
  readonly rows: readonly LatentRow[];
  readonly voices: readonly { readonly id: string; readonly title: string }[];
  /** Features in the dictionary; the recorded ranking speaks of some of them only. */
  readonly all: number;
  readonly leftTitle: string;
  readonly rightTitle: string;
  /** The recorded rise is the one where each model decides what to say next, not over the questions. */
  readonly atDecisions: boolean;
  /** Of the marked ones, how many are among the first here; null in the recorded ranking. */
  readonly agreement: { readonly marked: number; readonly found: number } | null;
  readonly csv: () => string;
  readonly controls: ReactNode;
  readonly selected: number | null;
  readonly onSelect: (latent: number) => void;
}

const UNIT = "mean activation";

export function RankingFigure(props: RankingFigureProps) {
  const { rows, voices, all, leftTitle, rightTitle, atDecisions, agreement, csv, controls, selected, onSelect } = props;
  const theme = useTheme();
  const risers = rows.filter(({ role }) => role === "riser");
  const first = risers[0] ?? rows[0];
  return (
    <Figure
      title="Which features woke up?"
      how={
        <>
          Every dot is one of{" "}
          {rows.length < all
            ? `the ${rows.length} features, of ${all.toLocaleString("en")}, that moved most when this was recorded${atDecisions ? ", at the words of their own answers where each model decides what to say next" : ""}`
            : `all ${rows.length.toLocaleString("en")} features`}
          . The further right, the more it gained from <strong className="side-left">{leftTitle}</strong> to{" "}
          <strong className="side-right">{rightTitle}</strong>. Most did not move. A few did, and those have names.
          {agreement &&
            ` The recorded evaluation marks ${agreement.marked} as rising; in the search you ran here, ${agreement.found} of them are again the first ${agreement.marked}.`}
        </>
      }
      summary={
        first
          ? `Of ${rows.length} features, “${latentLabel(first)}” rose most, from ${formatValue(first.left)} to ${formatValue(first.right)} ${UNIT}. Marked: ${risers.map(latentLabel).join(", ")}.`
          : "No features."
      }
      file="unmask-feature-ranking"
      controls={controls}
      table={() => ({
        head: ["feature", "increase", "left", "right", "noise floor", "tells apart best (AUROC)"],
        // The whole list is in the picture's own table and in the CSV file.
        rows: rows.slice(0, 40).map((row) => {
          const told = bestVoice(row);
          return [
            latentLabel(row),
            formatValue(row.increase),
            formatValue(row.left),
            formatValue(row.right),
            row.floor === null ? "–" : formatValue(row.floor),
            told ? `${told.voice} (${told.auroc.toFixed(2)})` : "–",
          ];
        }),
      })}
      csv={csv}
      svg={(picture) =>
        drawnSvg(picture, "Which features woke up?", `Across: change of ${UNIT}, ${leftTitle} to ${rightTitle}.`, theme)
      }
    >
      <LatentRanking rows={rows} unit={UNIT} selected={selected} onSelect={onSelect} />
      <LatentTable rows={rows} voices={voices} selected={selected} onSelect={onSelect} />
    </Figure>
  );
}
