/**
 * Which part of the model an intervention acts on: a component for a cut or a transplant, a layer's half for a dose.
 */
import { type Component, allComponents, componentId, componentLabel, parseComponent } from "../../../core/component";
import type { Intervention } from "../../../core/experiment";

export interface PartChoiceProps {
  readonly intervention: Extract<Intervention, { target: unknown }>;
  readonly shape: { readonly layers: number; readonly heads: number };
  readonly onChange: (to: Intervention) => void;
}

type DoseTarget = Extract<Intervention, { kind: "dose" }>["target"];

export function PartChoice({ intervention, shape, onChange }: PartChoiceProps) {
  if (intervention.kind === "dose") {
    const { target } = intervention;
    const value = target === "all" ? "all" : `${target.layer} ${target.part}`;
    return (
      <label className="control">
        in
        <select
          value={value}
          onChange={(event) => onChange({ ...intervention, target: doseTarget(event.target.value) })}
        >
          <option value="all">the whole model</option>
          {Array.from({ length: shape.layers }, (_, layer) =>
            (["both", "attn", "mlp"] as const).map((part) => (
              <option key={`${layer} ${part}`} value={`${layer} ${part}`}>
                layer {layer}, {part === "both" ? "all of it" : part === "attn" ? "attention" : "MLP"}
              </option>
            )),
          )}
        </select>
      </label>
    );
  }
  const components = allComponents(shape.layers, shape.heads);
  const value = intervention.target === "all" ? "all" : componentId(intervention.target);
  const choose = (id: string): void => {
    const part: Component | null = parseComponent(id);
    if (intervention.kind === "transplant") onChange({ ...intervention, target: part ?? "all" });
    else if (part) onChange({ ...intervention, target: part });
  };
  return (
    <>
      <label className="control">
        part
        <select value={value} onChange={(event) => choose(event.target.value)}>
          {intervention.kind === "transplant" && <option value="all">all of them</option>}
          {components.map((component) => (
            <option key={componentId(component)} value={componentId(component)}>
              {componentLabel(component)}
            </option>
          ))}
        </select>
      </label>
      {intervention.kind === "ablate" && (
        <label className="control">
          becomes
          <select
            value={intervention.how}
            onChange={(event) => onChange({ ...intervention, how: event.target.value === "zero" ? "zero" : "mean" })}
          >
            <option value="mean">its mean</option>
            <option value="zero">nothing (zero)</option>
          </select>
        </label>
      )}
    </>
  );
}

function doseTarget(value: string): DoseTarget {
  const [layer, part] = value.split(" ");
  if (part !== "both" && part !== "attn" && part !== "mlp") return "all";
  return { layer: Number(layer), part };
}
