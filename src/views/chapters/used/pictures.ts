/** The pictures of this chapter by their ids. They take what they show from the store, so each can be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { CutPanel } from "./CutPanel";
import { StayPanel } from "./StayPanel";

export const USED_PICTURES = {
  "cut-thoughts": CutPanel,
  "answers-stay": StayPanel,
} satisfies Readonly<Record<PicturesOf<"used">, ComponentType>>;
