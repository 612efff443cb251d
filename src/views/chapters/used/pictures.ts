/** The picture of this chapter by its id. It takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { StayPanel } from "./StayPanel";

export const USED_PICTURES = {
  "answers-stay": StayPanel,
} satisfies Readonly<Record<PicturesOf<"used">, ComponentType>>;
