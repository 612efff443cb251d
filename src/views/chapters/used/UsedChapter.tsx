/** Chapter “Is the thinking used?” of a story about thoughts: thoughts are changed, and the answer stays or goes. */
import { ChangedSides } from "./ChangedSides";
import { ThoughtLimits } from "./ThoughtLimits";
import { LineEffects } from "./LineEffects";
import { USED_PICTURES } from "./pictures";

const { "cut-thoughts": Cut, "answers-stay": Stay } = USED_PICTURES;

export function UsedChapter() {
  return (
    <>
      <Cut />
      <Stay />
      <LineEffects />
      <ChangedSides />
      <ThoughtLimits />
    </>
  );
}
