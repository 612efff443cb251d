/**
 * The frame of a picture around one that is smaller than any on the page.
 */
import { componentLabel } from "../../../core/component";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { CHANGES, COMPONENTS, exampleSubject } from "./exampleModel";
import type { Example } from "./example";
import { Figure } from "./Figure";
import { barsDrawing } from "./barsDrawing";
import { PALETTES } from "./palette";

const LAST = COMPONENTS.slice(-4).map((component, i) => ({
  label: componentLabel(component),
  value: CHANGES.at(i - 4)!,
}));

export const examples: readonly Example[] = [
  {
    name: "Figure",
    element: (
      <Figure
        id="most-affected"
        part="example"
        title="Which parts changed (example numbers)"
        how="Each row is a part; the number says how far it moved, as a share of what was there on the left."
        summary="The later the layer, the larger the change; the largest is in MLP 3."
        subject={exampleSubject}
        table={{
          columns: [textColumn("part"), numberColumn("relative change", "× the left's length")],
          rows: LAST.map(({ label, value }) => [label, value]),
        }}
        draw={(theme) => [
          barsDrawing(
            LAST.map((row) => ({ ...row, colour: PALETTES[theme].magnitude[3]! })),
            theme,
            { unit: "× the left's length" },
          ),
        ]}
      >
        <p>The picture stands here.</p>
      </Figure>
    ),
  },
];
