/** The pictures of this chapter by their ids. They take what they show from the store. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { ClausePanel } from "./ClausePanel";
import { SteerPanel } from "./SteerPanel";

export const PROOF_PICTURES = {
  "cause-steering": SteerPanel,
  "clause-parts": ClausePanel,
} satisfies Readonly<Record<PicturesOf<"proof">, ComponentType>>;
