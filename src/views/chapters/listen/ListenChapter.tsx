/** Chapter “What do they think?” of a story about thoughts: both models on one sheet, sentence by sentence. */
import { LISTEN_PICTURES } from "./pictures";

const { heard: Heard } = LISTEN_PICTURES;

export function ListenChapter() {
  return <Heard />;
}
