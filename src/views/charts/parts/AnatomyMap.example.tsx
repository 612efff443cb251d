/**
 * The anatomy map of a magnitude, with its noise floor, and of a measure with two signs.
 */
import type { ReactElement } from "react";
import type { Component } from "../../../core/component";
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { CHANGES, COMPONENTS, EFFECTS, FLOOR, HEADS, LAYERS } from "../frame/exampleModel";
import { AnatomyMap } from "./AnatomyMap";

function anatomy(title: string, values: Float32Array, floor: Float32Array | null, signed: boolean): ReactElement {
  return (
    <Choosing<Component | null> first={{ kind: "head", layer: 2, head: 1 }}>
      {(selected, onSelect) => (
        <AnatomyMap
          title={title}
          layers={LAYERS}
          heads={HEADS}
          components={COMPONENTS}
          values={values}
          floor={floor}
          scale={signed ? "signed" : "magnitude"}
          unit={signed ? "logits, right − left" : "× the left's length"}
          selected={selected}
          onSelect={onSelect}
        />
      )}
    </Choosing>
  );
}

export const examples: readonly Example[] = [
  {
    name: "Anatomy map, magnitude",
    element: anatomy("Relative change of each part (example numbers)", CHANGES, FLOOR, false),
  },
  {
    name: "Anatomy map, signed",
    element: anatomy("Direct effect of each part (example numbers)", EFFECTS, null, true),
  },
];
