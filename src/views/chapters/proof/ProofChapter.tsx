/** Chapter “Proof” of a story about work sessions: what follows when causes are turned, and what it all does not show. */
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
