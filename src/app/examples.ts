/**
 * Every picture and every chart once, with made-up numbers: what the gallery shows, the snapshots hold and the
 * bench draws. A chart's examples are found by the name of their file, so none that exists is forgotten.
 */
import { caughtExamples } from "../views/chapters/caught/examples";
import { hidesExamples } from "../views/chapters/hides/examples";
import { listenExamples } from "../views/chapters/listen/examples";
import { usedExamples } from "../views/chapters/used/examples";
import { ladderExamples } from "../views/chapters/ladder/examples";
import { causesExamples } from "../views/chapters/causes/examples";
import { proofExamples } from "../views/chapters/proof/examples";
import { sceneExamples } from "../views/chapters/scene/examples";
import { answersExamples } from "../views/chapters/answers/examples";
import { differsExamples } from "../views/chapters/differs/examples";
import { personasExamples } from "../views/chapters/personas/examples";
import { proveExamples } from "../views/chapters/prove/examples";
import type { Example } from "../views/charts/frame/example";
import type { Picture } from "../views/charts/frame/picture";
import { transcriptsExamples } from "../views/transcripts/examples";
import type { PictureId } from "../views/pictures";

export const pictureExamples: Readonly<Record<PictureId, () => Picture>> = {
  ...differsExamples,
  ...personasExamples,
  ...answersExamples,
  ...proveExamples,
  ...sceneExamples,
  ...ladderExamples,
  ...causesExamples,
  ...proofExamples,
  ...listenExamples,
  ...caughtExamples,
  ...hidesExamples,
  ...usedExamples,
  ...transcriptsExamples,
};

const files = import.meta.glob<{ readonly examples: readonly Example[] }>("../views/**/*.example.tsx", { eager: true });

export const chartExamples: readonly Example[] = Object.values(files).flatMap(({ examples }) => examples);
