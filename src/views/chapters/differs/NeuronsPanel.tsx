/**
 * Picture 5 for an MLP: the neurons that changed most at the chosen word.
 */
import { componentLabel } from "../../../core/component";
import { changedNeurons, type NeuronChange } from "../../../core/compare/neurons";
import { pairTitles, type Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { tokenLabel } from "../../../core/tokenLabel";
import { columnToken } from "../../../state/selectors/compare";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import type { Picture } from "../../charts/frame/picture";
import { NeuronBars } from "../../charts/parts/NeuronBars";
import { useRunSubject } from "../../page/subjects";
import { NotRecorded, useInside } from "./Inside";

const NEURONS = 12;

export interface NeuronsPictureProps {
  readonly layer: number;
  readonly word: string;
  /** Largest change first; empty where only one Side has the word. */
  readonly neurons: readonly NeuronChange[];
  /** What a change of arithmetic alone moves a neuron by; null while it is not measured. */
  readonly floor: number | null;
  readonly subject: Subject;
}

export function neuronsPicture({ layer, word, neurons, floor, subject }: NeuronsPictureProps): Picture {
  const name = componentLabel({ kind: "mlp", layer });
  const unit = "activation";
  const titles = pairTitles(subject);
  return {
    id: "neurons",
    part: `layer-${layer}`,
    title: `Inside ${name}: the neurons that changed most`,
    how: (
      <>
        At <strong>“{word}”</strong>: the dot is the neuron's activation in {titles.left}, the square in {titles.right};
        a neuron at 0 is silent. Choose another word above and they follow.
        {floor !== null && ` A change of arithmetic alone moves a neuron by ${formatValue(floor)} at most.`}
      </>
    ),
    summary: neurons
      .map(({ neuron, left, right }) => `neuron ${neuron} from ${formatValue(left)} to ${formatValue(right)}`)
      .join(", "),
    subject,
    table:
      neurons.length === 0
        ? null
        : {
            columns: [
              textColumn("neuron"),
              numberColumn(titles.left, unit),
              numberColumn(titles.right, unit),
              numberColumn(`${titles.right} − ${titles.left}`, unit),
            ],
            rows: neurons.map(({ neuron, left, right }) => [String(neuron), left, right, right - left]),
          },
    draw: () => <NeuronBars neurons={neurons} title={name} />,
    legend: ({ left, right }) => [
      { mark: { kind: "dot", tone: left }, words: titles.left },
      { mark: { kind: "square", tone: right }, words: titles.right },
    ],
  };
}

export function NeuronsPanel() {
  const inside = useInside("mlp");
  const word = tokenLabel((inside && columnToken(inside.findings, inside.column)?.text) ?? "");
  const subject = useRunSubject([["word", `“${word}”, token ${inside?.column ?? 0}`]]);
  if (!inside) return null;
  const { findings, comparison, component, column } = inside;
  if (!comparison || component.kind !== "mlp") return <NotRecorded component={component} />;
  const { layer } = component;
  const at = findings.alignment.columns[column];
  const neurons =
    at && at.left !== null && at.right !== null
      ? changedNeurons(comparison.left, comparison.right, layer, { left: at.left, right: at.right }, NEURONS)
      : [];
  const floor = findings.inner?.neuron ?? null;
  return (
    <Figure {...neuronsPicture({ layer, word, neurons, floor, subject })}>
      {neurons.length > 0 ? (
        <NeuronBars neurons={neurons} title={componentLabel(component)} />
      ) : (
        <p className="readout">Only one side has this word, so there is nothing to compare here.</p>
      )}
    </Figure>
  );
}
