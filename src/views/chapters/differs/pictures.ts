/**
 * The pictures of chapter 1 by id. Each takes what it shows from the store, so that it can also be shown alone.
 */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { AnatomyPanel } from "./AnatomyPanel";
import { AttentionPanel } from "./AttentionPanel";
import { LensPanel } from "./LensPanel";
import { NeuronsPanel } from "./NeuronsPanel";
import { MostAffectedPanel } from "./MostAffectedPanel";
import { ResidualPanel } from "./ResidualPanel";
import { WordsPanel } from "./WordsPanel";

export const DIFFERS_PICTURES = {
  words: WordsPanel,
  anatomy: AnatomyPanel,
  "most-affected": MostAffectedPanel,
  "layer-by-token": ResidualPanel,
  "logit-lens": LensPanel,
  attention: AttentionPanel,
  neurons: NeuronsPanel,
} satisfies Readonly<Record<PicturesOf<"differs">, ComponentType>>;
