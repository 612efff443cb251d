/** The picture of this chapter by its id. It takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { LadderPanel } from "./LadderPanel";

export const LADDER_PICTURES = {
  "clarity-ladder": LadderPanel,
} satisfies Readonly<Record<PicturesOf<"ladder">, ComponentType>>;
