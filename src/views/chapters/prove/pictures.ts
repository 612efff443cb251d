/** The pictures of chapter 4 by id. Each takes what it shows from the store, so that it can also be shown alone. */
import type { ComponentType } from "react";
import type { PicturesOf } from "../../pictures";
import { AmplifyPanel } from "./AmplifyPanel";
import { DosePanel } from "./DosePanel";
import { DoseMapPanel, TransplantMapPanel } from "./PartEffectsPanel";
import { SteeringPanel } from "./SteeringPanel";

export const PROVE_PICTURES = {
  "steering-curve": SteeringPanel,
  "transplant-map": TransplantMapPanel,
  "dose-map": DoseMapPanel,
  "dose-curve": DosePanel,
  amplified: AmplifyPanel,
} satisfies Readonly<Record<PicturesOf<"prove">, ComponentType>>;
