/**
 * The features whose directions are most like the open one's.
 */
import { latentLabel } from "../../../core/features/latentRow";
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { withLatent } from "../../../state/edits/personas";
import { personasOf } from "../../../state/selectors/personas";
import { cardSubject } from "../../../state/selectors/subjects";
import { barsDrawing } from "../../charts/frame/barsDrawing";
import { Figure } from "../../charts/frame/Figure";
import { PALETTES } from "../../charts/frame/palette";
import type { Picture } from "../../charts/frame/picture";
import { type NamedNeighbour, NearestFeatures } from "../../charts/latents/NearestFeatures";
import { useApp, useChange } from "../../page/store";
import { CardPart } from "./CardPart";
import { featureSettings, useOpenCard, useOpenFeature } from "./openCard";

export interface NeighboursPictureProps {
  readonly latent: number;
  readonly neighbours: readonly NamedNeighbour[];
  readonly subject: Subject;
}

const say = (cosine: number): string => cosine.toFixed(2);

export function neighboursPicture({ latent, neighbours, subject }: NeighboursPictureProps): Picture {
  return {
    id: "feature-neighbours",
    part: String(latent),
    title: "Its neighbours",
    how: "The features whose directions are closest to its own: 1 is the same direction, 0 is at a right angle.",
    summary: neighbours.map((neighbour) => `${latentLabel(neighbour)} ${say(neighbour.cosine)}`).join(", "),
    subject,
    table:
      neighbours.length === 0
        ? null
        : {
            columns: [textColumn("feature"), textColumn("number"), numberColumn("cosine", "")],
            rows: neighbours.map((neighbour) => [latentLabel(neighbour), String(neighbour.latent), neighbour.cosine]),
          },
    draw: (theme) => [
      barsDrawing(
        neighbours.map((neighbour) => ({
          label: latentLabel(neighbour),
          value: neighbour.cosine,
          colour: PALETTES[theme].magnitude[3]!,
        })),
        theme,
        { unit: "", say, extent: 1 },
      ),
    ],
  };
}

const NONE: readonly number[] = [];

export function NeighboursPanel() {
  const feature = useOpenFeature();
  const change = useChange();
  const manifest = useApp((state) => state.manifest);
  const card = useOpenCard((found) => found);
  const latents = card === null || typeof card === "string" ? NONE : card.facts.nearest.map(({ latent }) => latent);
  const personas = useApp((state) => personasOf(state, latents));
  if (!feature) return null;
  return (
    <CardPart name="its neighbours" of={card}>
      {(found) => {
        const neighbours = found.facts.nearest.map(({ latent, cosine }, i): NamedNeighbour => {
          const persona = personas[i];
          return { latent, cosine, name: persona && persona.namedBy !== "nobody" ? persona.name : null };
        });
        const subject = cardSubject({ manifest }, found, featureSettings(feature));
        return (
          <Figure {...neighboursPicture({ latent: feature.latent, neighbours, subject })}>
            <NearestFeatures
              neighbours={neighbours}
              onSelect={(latent) => change((experiment) => withLatent(experiment, latent))}
            />
          </Figure>
        );
      }}
    </CardPart>
  );
}
