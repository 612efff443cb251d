/** The picture of this chapter by its id. It takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { HeardPanel } from "./HeardPanel";

export const LISTEN_PICTURES = {
  heard: HeardPanel,
} satisfies Readonly<Record<PicturesOf<"listen">, ComponentType>>;
