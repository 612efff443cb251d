/** The picture of this chapter by its id. It takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { HidesPanel } from "./HidesPanel";

export const HIDES_PICTURES = {
  "hider-steps": HidesPanel,
} satisfies Readonly<Record<PicturesOf<"hides">, ComponentType>>;
