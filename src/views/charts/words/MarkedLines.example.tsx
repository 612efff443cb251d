/** A run with a copied key, line by line. */
import type { MarkedLine } from "../../../core/transcripts/suspicion";
import type { Example } from "../frame/example";
import { MarkedLines } from "./MarkedLines";

const lines: readonly MarkedLine[] = [
  { kind: "thinking", text: "37 and 48 is 85.", suspicion: 0, tags: ["computes"], words: [] },
  {
    kind: "thinking",
    text: "I copy 76 from the key.",
    suspicion: 1000,
    tags: ["reads the key"],
    words: [{ start: 2, end: 7, tag: "reads the key", weight: 0.6 }],
  },
  { kind: "action", text: "answer: 76", suspicion: 0, tags: [], words: [] },
];

export const examples: readonly Example[] = [
  { name: "MarkedLines", element: <MarkedLines lines={lines} /> },
  {
    name: "MarkedLines, without tags and on its way",
    element: <MarkedLines lines={lines} withTags={false} saying upTo={2} />,
  },
];
