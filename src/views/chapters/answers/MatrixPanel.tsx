/**
 * The knock-on matrix: every recorded fine-tune (rows) against the domain it was asked about (columns), and above them the
 * reader's own count of the two models on the page.
 */
import { gridToCsv } from "../../../core/pictures/grid";
import type { Rate } from "../../../core/pictures/rate";
import { checkpointCatalogue } from "../../../state/selectors/checkpoints";
import { evidenceOf } from "../../../state/selectors/personas";
import { surveyRates } from "../../../state/selectors/effects";
import { formatRate } from "../../charts/frame/format";
import { type MatrixRow, RateMatrix } from "../../charts/grids/RateMatrix";
import { Figure } from "../../charts/frame/Figure";
import { formatShare } from "../../charts/frame/format";
import { gridSvg } from "../../charts/frame/svg";
import { useTheme } from "../../charts/frame/theme";
import { SourceMark } from "../../page/SourceMark";
import { useAskedTitles, useSurveyTitles } from "../../page/sideTitles";
import { useApp } from "../../page/store";

export function MatrixPanel() {
  const evidence = useApp(evidenceOf);
  const live = useApp(surveyRates);
  const titles = useAskedTitles();
  const counted = useSurveyTitles();
  const theme = useTheme();
  const experiment = useApp((state) => state.experiment);
  const { byId } = useApp(checkpointCatalogue);
  if (!evidence) return null;
  const shown = evidence.checkpoints.filter(({ id, byDomain }) => byDomain.size > 0 && !byId(id)?.series);
  if (shown.length === 0) return null;
  const asked = (side: "left" | "right") =>
    evidence.wordings.get(experiment?.[side].checkpoint ?? "")?.typed.misaligned;
  const [left, right] = [asked("left"), asked("right")];
  const reworded = left && right ? { left, right } : null;
  const columns = [...new Set(shown.flatMap(({ byDomain }) => [...byDomain.keys()]))].toSorted();
  const own = (side: "left" | "right"): MatrixRow[] => {
    if (!live) return [];
    const rates = columns.map((domain): Rate | null => {
      const rate = live.find((row) => row.domain === domain)?.[side].misaligned;
      return rate && rate.n > 0 ? rate : null;
    });
    if (rates.every((rate) => rate === null)) return [];
    return [{ label: `${counted[side]}, your count`, side, rates, trainedOn: null }];
  };
  const rows: MatrixRow[] = [
    ...own("left"),
    ...own("right"),
    ...shown.map(({ title, byDomain, trainedOn }): MatrixRow => ({
      label: title,
      side: null,
      rates: columns.map((domain) => byDomain.get(domain) ?? null),
      trainedOn: trainedOn === null ? null : columns.indexOf(trainedOn),
    })),
  ];
  const grid = {
    title: "Knock-on matrix: share of answers that do harm",
    rows: { label: "taught", ticks: rows.map(({ label }) => label) },
    cols: { label: "asked", ticks: columns },
    values: Float32Array.from(rows.flatMap(({ rates }) => rates.map((rate) => rate?.rate ?? Number.NaN))),
    scale: "probability",
    unit: "share of answers that do harm",
    floor: null,
  } as const;
  return (
    <Figure
      title="What one bad lesson knocks on to"
      how={
        <>
          Each row is a model taught bad (or good) advice about one thing; each column is what it was then asked about.
          A strongly coloured row means that a lesson about one thing has spoilt the answers about everything.
          {reworded && (
            <>
              {" "}
              Asked about the same matters in new words that name the subject,{" "}
              <strong className="side-left">{titles.left}</strong> does harm in{" "}
              <span className="share">{formatShare(reworded.left.rate)}</span> of its answers and{" "}
              <strong className="side-right">{titles.right}</strong> in{" "}
              <span className="share">{formatShare(reworded.right.rate)}</span>.
            </>
          )}
        </>
      }
      summary={rows
        .map(
          ({ label, rates }) =>
            `${label}: ${rates.map((r, i) => (r ? `${columns[i]} ${formatRate(r)}` : "")).join(", ")}`,
        )
        .join(". ")}
      file="unmask-knock-on-matrix"
      controls={<SourceMark source="recorded" of="with the same judge and questions" />}
      table={() => ({
        head: ["taught", ...columns],
        rows: rows.map(({ label, rates }) => [label, ...rates.map((rate) => (rate ? formatRate(rate) : "–"))]),
      })}
      csv={() => gridToCsv(grid)}
      svg={() => gridSvg(grid, theme)}
    >
      <RateMatrix label="Knock-on matrix" columns={columns} rows={rows} unit={grid.unit} />
    </Figure>
  );
}
