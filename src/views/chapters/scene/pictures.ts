/** The picture of this chapter by its id. It takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { SessionPanel } from "./SessionPanel";

export const SCENE_PICTURES = {
  session: SessionPanel,
} satisfies Readonly<Record<PicturesOf<"scene">, ComponentType>>;
