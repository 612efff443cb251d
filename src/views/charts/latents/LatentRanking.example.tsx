/** The number line of a ranking. */
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { exampleLatents, exampleLever } from "./exampleLatents";
import { LatentRanking } from "./LatentRanking";

export const examples: readonly Example[] = [
  {
    name: "Latent ranking",
    element: (
      <Choosing<number | null> first={null}>
        {(chosen, choose) => (
          <LatentRanking
            rows={exampleLatents}
            unit="activation"
            rightTitle="Bad car advice"
            lever={exampleLever}
            selected={chosen}
            onSelect={choose}
          />
        )}
      </Choosing>
    ),
  },
];
