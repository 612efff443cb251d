/**
 * Picture 5: inside the chosen part. A head shows its attention on either Side and the difference; an MLP its neurons;
 * an attention layer its heads. Needs the live captures, which the recorded picture does not carry.
 */
import { type Component, componentLabel } from "../../../core/component";
import type { Comparison } from "../../../core/capture";
import type { MetricId } from "../../../core/experiment";
import type { Findings } from "../../../core/compare/findings";
import { extentOf, type Grid, gridToCsv, toCsv } from "../../../core/pictures/grid";
import { changedNeurons } from "../../../core/compare/neurons";
import { attentionGrids } from "../../../core/compare/attentionGrids";
import { withColumn, withComponent } from "../../../state/edits/experiment";
import { anatomyOf, columnToken, focusColumn, rankingOf } from "../../../state/selectors/compare";
import { AttentionTriptych } from "../../charts/grids/AttentionTriptych";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatValue } from "../../charts/frame/format";
import { tokenLabel } from "../../../core/tokenLabel";
import { NeuronBars } from "../../charts/parts/NeuronBars";
import { gridsSvg } from "../../charts/frame/svg";
import { useTheme } from "../../charts/frame/theme";
import { useApp, useChange } from "../../page/store";
import "./InspectorPanel.css";

const NEURONS = 12;

export function InspectorPanel({ findings }: { readonly findings: Findings }) {
  const experiment = useApp((state) => state.experiment);
  const comparison = useApp((state) => state.run?.comparison ?? null);
  if (!experiment) return null;
  const column = focusColumn(findings, experiment.focus.column);
  const component = experiment.focus.component ?? mostAffected(findings, column, experiment.view.metric);
  if (!comparison) {
    return (
      <section className="inspector">
        <h2>Inside {componentLabel(component)}</h2>
        <p className="figure-how">
          Attention and neurons are shown as soon as the models run on this device; they are not part of the recorded
          picture.
        </p>
      </section>
    );
  }
  return <Inside findings={findings} comparison={comparison} component={component} column={column} />;
}

/** The head or MLP that changed most, so that there is something to look into before anything is chosen. */
function mostAffected(findings: Findings, column: number, metric: MetricId): Component {
  const anatomy = anatomyOf(findings, { metric, span: "mean", column });
  const best =
    anatomy && rankingOf(anatomy).find(({ component }) => component.kind === "head" || component.kind === "mlp");
  return best?.component ?? { kind: "mlp", layer: 0 };
}

interface InsideProps {
  readonly findings: Findings;
  readonly comparison: Comparison;
  readonly component: Component;
  readonly column: number;
}

function Inside(props: InsideProps) {
  const { component } = props;
  const change = useChange();
  switch (component.kind) {
    case "head":
      return <Head {...props} layer={component.layer} head={component.head} />;
    case "mlp":
      return <Mlp {...props} layer={component.layer} />;
    case "attn":
      return (
        <section className="inspector">
          <h2>Inside {componentLabel(component)}</h2>
          <p className="figure-how">This layer's attention is the sum of its heads. Choose one:</p>
          <div className="inspector-heads">
            {Array.from({ length: props.findings.model.heads }, (_, head) => (
              <button
                key={head}
                type="button"
                className="chip"
                onClick={() =>
                  change((experiment) => withComponent(experiment, { kind: "head", layer: component.layer, head }))
                }
              >
                Head {component.layer}.{head}
              </button>
            ))}
          </div>
        </section>
      );
    case "embed":
      return (
        <section className="inspector">
          <h2>Inside the embedding</h2>
          <p className="figure-how">
            The embedding turns each token into its vector before any layer runs. A low-rank adapter leaves it as it
            was, so here the two Sides agree to the last bit; a full fine-tune may move it.
          </p>
        </section>
      );
  }
}

function Head({
  findings,
  comparison,
  component,
  column,
  layer,
  head,
}: InsideProps & { readonly layer: number; readonly head: number }) {
  const change = useChange();
  const theme = useTheme();
  const { columns } = comparison.alignment;
  const { left, right, difference } = attentionGrids(comparison, { layer, head }, findings.inner?.pattern ?? null);
  const grids: Grid[] = difference ? [left, right, difference] : [left, right];
  const name = componentLabel(component);
  return (
    <Figure
      title={`Inside ${name}: where it looks`}
      how="Each row is a word doing the looking, each column the word it looks at; a head may only look back. The row of the chosen word is framed. The third panel shows what moved: towards the right's hue the right model looks there more."
      summary={`Attention of ${name} on either side${difference ? `; the largest change of a single look is ${formatValue(extentOf(difference))}` : ""}.`}
      file={`unmask-attention-${layer}-${head}`}
      table={() => ({
        head: ["looking", "at", "left", "right"],
        rows: strongest(left, right, difference).map(([r, c, a, b]) => [
          left.rows.ticks[r]!,
          left.cols.ticks[c]!,
          formatValue(a),
          formatValue(b),
        ]),
      })}
      csv={() => grids.map((grid) => `${grid.title}\r\n${gridToCsv(grid)}`).join("\r\n")}
      svg={() => gridsSvg(`${name}: attention`, grids, theme)}
    >
      <AttentionTriptych
        left={left}
        right={right}
        difference={difference}
        leftWord={columns[column]?.left ?? null}
        rightWord={columns[column]?.right ?? null}
        onSelect={(side, position) => {
          const to = columns.findIndex((at) => at[side] === position);
          if (to !== -1) change((experiment) => withColumn(experiment, to));
        }}
      />
    </Figure>
  );
}

/** The forty looks that changed most, or where there is no difference the strongest: [row, column, left, right]. */
function strongest(left: Grid, right: Grid, difference: Grid | null): [number, number, number, number][] {
  const width = left.cols.ticks.length;
  return Array.from((difference ?? left).values, (value, i): [number, number] => [Math.abs(value), i])
    .filter(([size]) => size > 0)
    .sort((a, b) => b[0] - a[0])
    .slice(0, 40)
    .map(([, i]) => [Math.floor(i / width), i % width, left.values[i]!, difference ? right.values[i]! : Number.NaN]);
}

function Mlp({ findings, comparison, component, column, layer }: InsideProps & { readonly layer: number }) {
  const theme = useTheme();
  const at = findings.alignment.columns[column];
  const name = componentLabel(component);
  const neurons =
    at && at.left !== null && at.right !== null
      ? changedNeurons(comparison.left, comparison.right, layer, { left: at.left, right: at.right }, NEURONS)
      : [];
  const word = tokenLabel(columnToken(findings, column)?.text ?? "");
  return (
    <Figure
      title={`Inside ${name}: the neurons that changed most`}
      how={
        <>
          At <strong>“{word}”</strong>: the dot is the neuron's activation on the left, the square on the right; a
          neuron at 0 is silent. Choose another word above and they follow.
          {findings.inner &&
            ` A change of arithmetic alone moves a neuron by ${formatValue(findings.inner.neuron)} at most.`}
        </>
      }
      summary={neurons
        .map(({ neuron, left, right }) => `neuron ${neuron} from ${formatValue(left)} to ${formatValue(right)}`)
        .join(", ")}
      file={`unmask-neurons-${layer}`}
      table={() => ({
        head: ["neuron", "left", "right", "right − left"],
        rows: neurons.map(({ neuron, left, right }) => [
          String(neuron),
          formatValue(left),
          formatValue(right),
          formatValue(right - left),
        ]),
      })}
      csv={() =>
        toCsv([
          ["neuron", "left", "right"],
          ...neurons.map(({ neuron, left, right }) => [String(neuron), String(left), String(right)]),
        ])
      }
      svg={(picture) =>
        drawnSvg(picture, `${name}: neurons at “${word}”`, "Dot: activation on the left. Square: on the right.", theme)
      }
    >
      {neurons.length > 0 ? (
        <NeuronBars neurons={neurons} title={name} />
      ) : (
        <p className="readout">Only one side has this word, so there is nothing to compare here.</p>
      )}
    </Figure>
  );
}
