/** A map of two layers without heads, in which one part carries more than half. */
import type { PartShare } from "../../../core/edits/partEffects";
import type { Example } from "../frame/example";
import { PartEffectsMap } from "./PartEffectsMap";

export const exampleShares: readonly PartShare[] = [
  { component: { kind: "attn", layer: 0 }, share: 0.04 },
  { component: { kind: "mlp", layer: 0 }, share: -0.1 },
  { component: { kind: "attn", layer: 1 }, share: 0.2 },
  { component: { kind: "mlp", layer: 1 }, share: 0.55 },
  { component: { kind: "embed" }, share: 0 },
];

export const examples: readonly Example[] = [
  {
    name: "Map of cause",
    element: (
      <PartEffectsMap
        title="Right's parts in the left (example numbers)"
        hue="left"
        says="One part of the left is replaced by the right's."
        cells={exampleShares}
        all={1}
        selected={{ kind: "mlp", layer: 1 }}
        onSelect={() => undefined}
      />
    ),
  },
];
