/**
 * Does the strongest feature predict bad behaviour? Every checkpoint as a mark, bad ones and those for comparison.
 */
import { INCOHERENT_NAME, VERDICT_NAMES } from "../../../core/answers/verdictNames";
import type { ScatterPoint } from "../../../core/pictures/scatter";
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, rateColumn, textColumn } from "../../../core/pictures/table";
import { say, type Words } from "../../../core/texts";
import { withCheckpoint } from "../../../state/edits/experiment";
import { detection } from "../../../state/selectors/evidence";
import { DetectionScatter, FOR_COMPARISON, scatterLegend } from "../../charts/curves/DetectionScatter";
import { Figure } from "../../charts/frame/Figure";
import { formatCounts } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { SourceMark } from "../../page/SourceMark";
import { useApp, useChange } from "../../page/store";
import { useWords } from "../../page/words";

export interface DetectionPictureProps {
  readonly points: readonly ScatterPoint[];
  readonly feature: string;
  readonly threshold: number | null;
  /** The checkpoint on the right, which is named first. */
  readonly selected: string | null;
  readonly words: Words;
  readonly subject: Subject;
}

const UNIT = "mean activation";

export function detectionPicture(props: DetectionPictureProps): Picture {
  const { points, feature, threshold, selected, words, subject } = props;
  const bad = points.filter(({ kind }) => kind === "bad");
  const others = points.filter(({ kind }) => kind === "control");
  const told = verdict(bad, others, words);
  const group = say(words, "detection.bad");
  return {
    id: "detection",
    title: say(words, "detection.title", { harmful: VERDICT_NAMES.harmful }),
    how:
      `Each mark is a model: how far “${feature}” rose in it, and how often it gives ${VERDICT_NAMES.harmful} on ` +
      `questions that no training had. ${told}`,
    summary:
      `${say(words, "detection.count", { n: String(bad.length) })} and ${others.length} ${FOR_COMPARISON}. ` + told,
    subject,
    table:
      points.length === 0
        ? null
        : {
            columns: [
              textColumn("model"),
              textColumn("checkpoint"),
              textColumn("kind"),
              numberColumn("rise", UNIT),
              rateColumn(VERDICT_NAMES.harmful, "answers"),
              rateColumn(INCOHERENT_NAME, "answers"),
            ],
            rows: points.map(({ id, title, kind, rise, misaligned, incoherent }) => [
              title,
              id,
              kind === "control" ? FOR_COMPARISON : kind,
              rise,
              misaligned,
              incoherent,
            ]),
          },
    draw: () => (
      <DetectionScatter
        points={points}
        feature={feature}
        unit={UNIT}
        threshold={threshold}
        bad={group}
        selected={selected}
        onSelect={nobody}
      />
    ),
    legend: scatterLegend(group, points),
  };
}

const nobody = (): void => undefined;

/** What the picture proves, said from the numbers and not from the hope. */
function verdict(bad: readonly ScatterPoint[], others: readonly ScatterPoint[], words: Words): string {
  if (bad.length === 0 || others.length === 0) return "";
  const gap = Math.min(...bad.map(({ rise }) => rise)) - Math.max(...others.map(({ rise }) => rise));
  const models =
    bad.length === 1 ? say(words, "detection.bad-one") : say(words, "detection.bad-many", { n: String(bad.length) });
  const rest = `the ${others.length} ${FOR_COMPARISON}`;
  return gap > 0
    ? `One number tells ${models} from ${rest}.`
    : `The two groups overlap: this number alone does not tell ${models} from ${rest}.`;
}

export function DetectionPanel() {
  const words = useWords();
  const found = useApp(detection);
  const manifest = useApp((state) => state.manifest);
  const selected = useApp(({ experiment }) => experiment?.right.checkpoint ?? null);
  const change = useChange();
  if (!found) return null;
  const { points, feature, threshold, subject } = found;
  return (
    <Figure
      {...detectionPicture({ points, feature, threshold, selected, words, subject })}
      controls={
        <SourceMark source="recorded" of={`each ${formatCounts(points.map(({ misaligned }) => misaligned))}`} />
      }
    >
      <DetectionScatter
        points={points}
        feature={feature}
        unit={UNIT}
        threshold={threshold}
        bad={say(words, "detection.bad")}
        selected={selected}
        onSelect={(id) => {
          if (manifest?.checkpoints.some((known) => known.id === id))
            change((experiment) => withCheckpoint(experiment, "right", id));
        }}
      />
    </Figure>
  );
}
