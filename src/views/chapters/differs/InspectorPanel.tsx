/**
 * Inside the chosen part: a head shows its attention, an MLP its neurons, an attention layer offers its heads.
 */
import { componentLabel } from "../../../core/component";
import { withComponent } from "../../../state/edits/experiment";
import { usePresentedStep } from "../../charts/frame/stage";
import { useChange } from "../../page/store";
import { AttentionPanel } from "./AttentionPanel";
import { NotRecorded, useInside } from "./Inside";
import { NeuronsPanel } from "./NeuronsPanel";
import "./InspectorPanel.css";

export function InspectorPanel() {
  const inside = useInside();
  const presented = usePresentedStep();
  if (!inside) return null;
  // On the stage each has its own turn, whatever part is in focus.
  if (presented === "attention") return <AttentionPanel />;
  if (presented === "neurons") return <NeuronsPanel />;
  const { component, comparison, findings } = inside;
  if (!comparison) return <NotRecorded component={component} />;
  switch (component.kind) {
    case "head":
      return <AttentionPanel />;
    case "mlp":
      return <NeuronsPanel />;
    case "attn":
      return <HeadsOf layer={component.layer} heads={findings.model.heads} />;
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

function HeadsOf({ layer, heads }: { readonly layer: number; readonly heads: number }) {
  const change = useChange();
  return (
    <section className="inspector">
      <h2>Inside {componentLabel({ kind: "attn", layer })}</h2>
      <p className="figure-how">This layer's attention is the sum of its heads. Choose one:</p>
      <div className="inspector-heads">
        {Array.from({ length: heads }, (_, head) => (
          <button
            key={head}
            type="button"
            className="chip"
            onClick={() => change((experiment) => withComponent(experiment, { kind: "head", layer, head }))}
          >
            Head {layer}.{head}
          </button>
        ))}
      </div>
    </section>
  );
}
