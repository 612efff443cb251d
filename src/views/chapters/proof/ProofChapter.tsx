/** Chapter “Can you predict it?” of a story of work sessions: what follows when a cause is turned, and what not. */
import { Limits } from "./Limits";
import { PROOF_PICTURES } from "./pictures";

const { "cause-steering": Steer, "clause-parts": Clause } = PROOF_PICTURES;

export function ProofChapter() {
  return (
    <>
      <Steer />
      <Clause />
      <Limits />
    </>
  );
}
