/**
 * Components: the parts of a model that write to the residual stream, and how they are named on the page.
 * embed + Σ attention + Σ MLP over the layers is the final residual stream; heads sum to their attention layer.
 */
import { hook, type HookName } from "./hooks";

export type Component =
  | { readonly kind: "embed" }
  | { readonly kind: "attn" | "mlp"; readonly layer: number }
  | { readonly kind: "head"; readonly layer: number; readonly head: number };

/** Stable short id, used in links and as a key: "embed", "attn.3", "mlp.3", "head.3.1". */
export function componentId(component: Component): string {
  switch (component.kind) {
    case "embed":
      return "embed";
    case "head":
      return `head.${component.layer}.${component.head}`;
    default:
      return `${component.kind}.${component.layer}`;
  }
}

/** The component an id names, or null when it is no such id. */
export function parseComponent(id: string): Component | null {
  const match = /^(?:embed|(attn|mlp)\.(\d{1,3})|head\.(\d{1,3})\.(\d{1,3}))$/.exec(id);
  if (!match) return null;
  const [, kind, layer, headLayer, head] = match;
  if (kind === "attn" || kind === "mlp") return { kind, layer: Number(layer) };
  if (headLayer !== undefined) return { kind: "head", layer: Number(headLayer), head: Number(head) };
  return { kind: "embed" };
}

/** How a person reads it; layers and heads count from 0, as in the literature. */
export function componentLabel(component: Component): string {
  switch (component.kind) {
    case "embed":
      return "Embedding";
    case "attn":
      return `Attention ${component.layer}`;
    case "mlp":
      return `MLP ${component.layer}`;
    case "head":
      return `Head ${component.layer}.${component.head}`;
  }
}

/** The hook that holds what the component writes: [T, D], or [T, H, D] for a head. */
export function outputHook(component: Component): HookName {
  switch (component.kind) {
    case "embed":
      return hook.embed;
    case "attn":
      return hook.attnOut(component.layer);
    case "mlp":
      return hook.mlpOut(component.layer);
    case "head":
      return hook.result(component.layer);
  }
}

/** Every component of a model, in the order of computation: embedding, then per layer its heads, attention, MLP. */
export function allComponents(layers: number, heads: number): Component[] {
  const blocks = Array.from({ length: layers }, (_, layer): Component[] => [
    ...Array.from({ length: heads }, (_, head): Component => ({ kind: "head", layer, head })),
    { kind: "attn", layer },
    { kind: "mlp", layer },
  ]);
  return [{ kind: "embed" }, ...blocks.flat()];
}
