/** A word that is explained where it stands, and the list of all of them. */
import type { Example } from "./example";
import { GlossaryList } from "./GlossaryList";
import { Term } from "./Term";

export const examples: readonly Example[] = [
  {
    name: "Glossary",
    element: (
      <div>
        <p>
          1 <Term of="token">token</Term> at a time.
        </p>
        <GlossaryList />
      </div>
    ),
  },
];
