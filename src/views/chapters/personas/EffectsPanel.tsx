/**
 * The next words that the open feature speaks for and against.
 */
import type { TokenLogitEffect } from "../../../core/features/latentFacts";
import type { Subject } from "../../../core/pictures/subject";
import { numberColumn, textColumn } from "../../../core/pictures/table";
import { tokenLabel } from "../../../core/tokenLabel";
import { cardSubject } from "../../../state/selectors/subjects";
import { barsDrawing } from "../../charts/frame/barsDrawing";
import { Figure } from "../../charts/frame/Figure";
import { PALETTES } from "../../charts/frame/palette";
import type { Picture } from "../../charts/frame/picture";
import { TokenEffects, type TokenEffectsProps } from "../../charts/latents/TokenEffects";
import { useApp } from "../../page/store";
import { CardPart } from "./CardPart";
import { featureSettings, useOpenCard, useOpenFeature } from "./openCard";

export interface EffectsPictureProps extends TokenEffectsProps {
  readonly latent: number;
  readonly subject: Subject;
}

const UNIT = "logits per unit of activation";

export function effectsPicture({ latent, promoted, suppressed, subject }: EffectsPictureProps): Picture {
  const all = [...promoted, ...suppressed];
  const extent = Math.max(1e-12, ...all.map(({ effect }) => Math.abs(effect)));
  const words = (of: readonly TokenLogitEffect[]): string => of.map(({ text }) => text.trim()).join(", ");
  return {
    id: "feature-words",
    part: String(latent),
    title: "The next words it speaks for",
    how: "What its direction does to the next word, read straight off the model’s output layer.",
    summary: `Likelier: ${words(promoted)}. Rarer: ${words(suppressed)}.`,
    subject,
    table:
      all.length === 0
        ? null
        : {
            columns: [textColumn("token"), textColumn("effect"), numberColumn("change", UNIT)],
            rows: [
              ...promoted.map(({ text, effect }) => [tokenLabel(text), "makes likelier", effect]),
              ...suppressed.map(({ text, effect }) => [tokenLabel(text), "makes rarer", effect]),
            ],
          },
    draw: (theme) =>
      (
        [
          ["Makes likelier", promoted],
          ["Makes rarer", suppressed],
        ] as const
      ).map(([heading, of]) =>
        barsDrawing(
          of.map(({ text, effect }) => ({
            label: tokenLabel(text),
            value: effect,
            colour: PALETTES[theme].magnitude[3]!,
          })),
          theme,
          { unit: "logits", heading, extent },
        ),
      ),
  };
}

export function EffectsPanel() {
  const feature = useOpenFeature();
  const manifest = useApp((state) => state.manifest);
  const card = useOpenCard((found) => found);
  if (!feature) return null;
  return (
    <CardPart name="the words it speaks for" of={card}>
      {(found) => {
        const { promoted, suppressed } = found.facts;
        const subject = cardSubject({ manifest }, found, featureSettings(feature));
        return (
          <Figure {...effectsPicture({ latent: feature.latent, promoted, suppressed, subject })}>
            <TokenEffects promoted={promoted} suppressed={suppressed} />
          </Figure>
        );
      }}
    </CardPart>
  );
}
