/**
 * The monitor: what each direction reads at the last token of the prompt, before either model has said a word.
 */
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import type { MonitorReading } from "../../../state/featureState";
import { storyOf, voiceName } from "../../../state/selectors/story";
import { monitorSubject } from "../../../state/selectors/subjects";
import { type Projection, ProjectionDots, projectionLegend } from "../../charts/curves/ProjectionDots";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { useApp } from "../../page/store";

export interface MonitorPictureProps {
  readonly projections: readonly Projection[];
  readonly subject: Subject;
}

const TITLE = "Before a word is said";
const UNIT = "projection on the unit direction";

export function monitorPicture({ projections, subject }: MonitorPictureProps): Picture {
  const titles = pairTitles(subject);
  return {
    id: "monitor",
    title: TITLE,
    how: (
      <>
        Each model has read the question and is about to answer. How far does its state already point along a direction?
        Circle: <strong className="side-left">{titles.left}</strong>. Square:{" "}
        <strong className="side-right">{titles.right}</strong>.
      </>
    ),
    summary: projections
      .map(({ label, left, right }) => `${label}: ${formatValue(left)} left, ${formatValue(right)} right`)
      .join("; "),
    subject,
    table:
      projections.length === 0
        ? null
        : {
            columns: [textColumn("direction"), numberColumn(titles.left, UNIT), numberColumn(titles.right, UNIT)],
            rows: projections.map(({ label, left, right }) => [label, left, right]),
          },
    draw: () => <Dots projections={projections} subject={subject} />,
    legend: projectionLegend(titles.left, titles.right),
  };
}

function Dots({ projections, subject }: MonitorPictureProps) {
  const { left, right } = pairTitles(subject);
  return <ProjectionDots title={TITLE} projections={projections} unit={UNIT} leftTitle={left} rightTitle={right} />;
}

/** Null while there is no direction to read. */
export function MonitorPanel() {
  const found = useApp(({ features: { monitor } }) => (monitor.status === "here" ? monitor.value : null));
  const manifest = useApp((state) => state.manifest);
  const story = useApp(storyOf);
  if (!found || found.readings.length === 0) return null;
  const projections = ordered(found.readings, (id) => voiceName(story, id));
  const picture = { projections, subject: monitorSubject({ manifest }, found) };
  return (
    <Figure {...monitorPicture(picture)}>
      <Dots {...picture} />
    </Figure>
  );
}

/** By how much further the right points along it. */
function ordered(readings: readonly MonitorReading[], nameOf: (id: string) => string): Projection[] {
  const layers = new Set(readings.map(({ layer }) => layer));
  return readings
    .toSorted((a, b) => b.right - b.left - (a.right - a.left))
    .map(({ name, layer, left, right }) => ({
      label: layers.size > 1 ? `${nameOf(name)}, layer ${layer}` : nameOf(name),
      left,
      right,
    }));
}
