/** Chapter “Do clearer words help?” of a story about work sessions: the ladder of instructions, and its rungs. */
import { LADDER_PICTURES } from "./pictures";
import { RungList } from "./RungList";

const { "clarity-ladder": Ladder } = LADDER_PICTURES;

export function LadderChapter() {
  return (
    <>
      <Ladder />
      <RungList />
    </>
  );
}
