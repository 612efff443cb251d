/** The pictures of this chapter by their ids. Each takes what it shows from the store, so that it can stand alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { HidesPanel } from "./HidesPanel";
import { NextPanel } from "./NextPanel";

export const HIDES_PICTURES = {
  "hider-steps": HidesPanel,
  "next-hider": NextPanel,
} satisfies Readonly<Record<PicturesOf<"hides">, ComponentType>>;
