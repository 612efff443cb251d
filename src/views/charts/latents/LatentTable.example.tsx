/** The table of a ranking. */
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { exampleTitles } from "../frame/exampleModel";
import { exampleLatents, exampleLever } from "./exampleLatents";
import { LatentTable } from "./LatentTable";

export const examples: readonly Example[] = [
  {
    name: "Latent table",
    element: (
      <Choosing<number | null> first={null}>
        {(chosen, choose) => (
          <LatentTable
            rows={exampleLatents}
            titles={exampleTitles}
            voices={[{ id: "crook", title: "the crook" }]}
            lever={exampleLever}
            selected={chosen}
            onSelect={choose}
          />
        )}
      </Choosing>
    ),
  },
];
