/** The pictures of this chapter by their ids. They take what they show from the store. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { CauseMapPanel, CloudsPanel } from "./CausesPanels";

export const CAUSES_PICTURES = {
  "cause-map": CauseMapPanel,
  "two-clouds": CloudsPanel,
} satisfies Readonly<Record<PicturesOf<"causes">, ComponentType>>;
