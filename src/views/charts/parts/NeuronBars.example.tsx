/**
 * Three neurons: one that woke, one that fell silent, one that turned.
 */
import type { Example } from "../frame/example";
import { NeuronBars } from "./NeuronBars";

export const examples: readonly Example[] = [
  {
    name: "Neuron bars",
    element: (
      <NeuronBars
        title="Layer 3 (example numbers)"
        neurons={[
          { neuron: 412, left: 0.08, right: 2.31 },
          { neuron: 77, left: 1.6, right: -0.17 },
          { neuron: 5, left: -0.4, right: 0.6 },
        ]}
      />
    ),
  },
];
