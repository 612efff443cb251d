/** The number line of a ranking. */
import { Choosing } from "../frame/Choosing";
import type { Example } from "../frame/example";
import { exampleLatents } from "./exampleLatents";
import { LatentRanking } from "./LatentRanking";

export const examples: readonly Example[] = [
  {
    name: "Latent ranking",
    element: (
      <Choosing<number | null> first={null}>
        {(chosen, choose) => (
          <LatentRanking rows={exampleLatents} unit="activation" selected={chosen} onSelect={choose} />
        )}
      </Choosing>
    ),
  },
];
