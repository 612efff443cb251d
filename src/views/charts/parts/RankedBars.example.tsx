/**
 * A ranking with either sign, and with parts below the noise floor.
 */
import type { Component } from "../../../core/component";
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { RankedBars } from "./RankedBars";

export const examples: readonly Example[] = [
  {
    name: "Ranked bars",
    element: (
      <Choosing<Component | null> first={null}>
        {(selected, onSelect) => (
          <RankedBars
            unit="logits, right − left"
            selected={selected}
            onSelect={onSelect}
            rows={[
              { component: { kind: "mlp", layer: 3 }, value: 1.84, belowFloor: false, floor: 0.05 },
              { component: { kind: "head", layer: 2, head: 1 }, value: -0.92, belowFloor: false, floor: 0.05 },
              { component: { kind: "attn", layer: 0 }, value: 0.03, belowFloor: true, floor: 0.05 },
              { component: { kind: "embed" }, value: 0, belowFloor: true, floor: null },
            ]}
          />
        )}
      </Choosing>
    ),
  },
];
