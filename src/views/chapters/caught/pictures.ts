/** The picture of this chapter by its id. It takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { CaughtPanel } from "./CaughtPanel";

export const CAUGHT_PICTURES = {
  "thoughts-roc": CaughtPanel,
} satisfies Readonly<Record<PicturesOf<"caught">, ComponentType>>;
