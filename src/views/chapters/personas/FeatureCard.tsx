/**
 * The card of one feature: its name and where the name comes from, the texts it answers to, the words it speaks for and
 * against, how often it is active on either Side, its neighbours, and how it rose. The page's address leads back to it.
 */
import { type ReactNode, useEffect, useId, useRef } from "react";
import { toCsv } from "../../../core/pictures/grid";
import { drawnSvg } from "../../charts/frame/drawnSvg";
import { Figure } from "../../charts/frame/Figure";
import { formatShare, formatValue } from "../../charts/frame/format";
import { PALETTES } from "../../charts/frame/palette";
import { ActivationHistogram, type ActivationHistogramProps } from "../../charts/latents/ActivationHistogram";
import { ColouredText, type Passage } from "../../charts/words/ColouredText";
import { latentLabel } from "../../charts/latents/latentRow";
import { NearestFeatures, type Neighbour } from "../../charts/latents/NearestFeatures";
import { passagesSvg } from "../../charts/words/passagesSvg";
import { type TokenEffect, TokenEffects } from "../../charts/latents/TokenEffects";
import { barsSvg } from "../../charts/frame/svg";
import { useTheme } from "../../charts/frame/theme";
import type { CardFacts } from "./cardFacts";
import { RenameFeature } from "./RenameFeature";
import "./FeatureCard.css";

/** Each part arrives by itself; null while it is on its way, a sentence where it cannot come. */
export interface CardParts {
  readonly passages: readonly Passage[] | string | null;
  /** A teacher's setting: the passages are blurred until they are opened. */
  readonly blur: boolean;
  readonly effects:
    { readonly promoted: readonly TokenEffect[]; readonly suppressed: readonly TokenEffect[] } | string | null;
  readonly histogram: ActivationHistogramProps | string | null;
  readonly neighbours: readonly Neighbour[] | string | null;
}

export interface FeatureCardProps {
  readonly facts: CardFacts;
  readonly parts: CardParts;
  /** The way to the chapter where it can be turned up or down. */
  readonly act: ReactNode;
  /** Curves along training time and dose. */
  readonly rise: ReactNode;
  readonly onRename: (name: string | null) => void;
  readonly onSelect: (latent: number) => void;
  readonly onClose: () => void;
}

export function FeatureCard({ facts, parts, act, rise, onRename, onSelect, onClose }: FeatureCardProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = latentLabel(facts);
  useEffect(() => {
    heading.current?.closest("section")?.scrollIntoView({ block: "start" });
    heading.current?.focus({ preventScroll: true });
  }, [facts.latent]);
  return (
    <section className="card" aria-labelledby={id} data-latent={facts.latent}>
      <div className="card-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" onClick={onClose}>
          Close card
        </button>
      </div>
      <p className="card-how">
        Feature {facts.latent}.{" "}
        {facts.renamed
          ? "You gave it this name; it travels in the link. "
          : facts.how
            ? `${facts.how} `
            : facts.name === null
              ? "Nobody has named it yet. "
              : "Its name comes with the dictionary. "}
        {facts.best && (
          <>
            By its activity alone it tells the text of <strong>{facts.best.voice}</strong> from all other text with an
            AUROC of {facts.best.auroc.toFixed(2)} (0.5 is guessing, 1 is never wrong).{" "}
          </>
        )}
        {facts.density !== null && <>It is active on {formatShare(facts.density)} of all words it was trained on.</>}
      </p>
      {act}
      <RenameFeature key={facts.latent} facts={facts} onRename={onRename} />
      <div className="card-grid">
        <Part className="wide" name="the texts it answers to" of={parts.passages}>
          {(passages) => <Passages title={title} passages={passages} blur={parts.blur} />}
        </Part>
        <Part name="the words it speaks for" of={parts.effects}>
          {(effects) => <Effects title={title} {...effects} />}
        </Part>
        <Part name="the histogram" of={parts.histogram}>
          {(histogram) => <Histogram title={title} {...histogram} />}
        </Part>
        <Part name="its neighbours" of={parts.neighbours}>
          {(neighbours) => <Neighbours title={title} neighbours={neighbours} onSelect={onSelect} />}
        </Part>
        {rise}
      </div>
    </section>
  );
}

interface PartProps<T> {
  readonly name: string;
  readonly of: T | string | null;
  readonly className?: string;
  readonly children: (value: T) => ReactNode;
}

function Part<T extends object>({ name, of, className = "", children }: PartProps<T>) {
  return (
    <div className={`card-part ${className}`}>
      {of === null ? (
        <p className="card-waiting">Looking for {name}…</p>
      ) : typeof of === "string" ? (
        <p className="card-waiting">{of}</p>
      ) : (
        children(of)
      )}
    </div>
  );
}

const UNIT = "activation";

interface PassagesProps {
  readonly title: string;
  readonly passages: readonly Passage[];
  readonly blur: boolean;
}

function Passages({ title, passages, blur }: PassagesProps) {
  const theme = useTheme();
  return (
    <Figure
      title="The texts it answers to"
      how="The passages of the training text on which it is most active. The stronger a word’s colour, the better it hears it."
      summary={passages.map(({ voice, tokens }) => (blur ? voice : `${voice}: ${tokens.join("")}`)).join(" / ")}
      file="unmask-feature-texts"
      table={() => ({
        head: ["voice", "text", "most"],
        rows: passages.map(({ voice, tokens, values }) => [
          voice,
          tokens.join(""),
          formatValue(Math.max(0, ...values)),
        ]),
      })}
      csv={() =>
        toCsv([
          ["passage", "voice", "token", "activation"],
          ...passages.flatMap(({ voice, tokens, values }, i) =>
            tokens.map((token, t) => [String(i + 1), voice, token, String(values[t] ?? 0)]),
          ),
        ])
      }
      svg={() => passagesSvg(`${title}: the texts it answers to`, passages, UNIT, theme)}
    >
      <ColouredText passages={passages} unit={UNIT} blur={blur} />
    </Figure>
  );
}

interface EffectsProps {
  readonly title: string;
  readonly promoted: readonly TokenEffect[];
  readonly suppressed: readonly TokenEffect[];
}

function Effects({ title, promoted, suppressed }: EffectsProps) {
  const theme = useTheme();
  const rows = [...promoted, ...suppressed];
  const plum = PALETTES[theme].magnitude[3]!;
  return (
    <Figure
      title="The next words it speaks for"
      how="What its direction does to the next word, read straight off the model’s output layer."
      summary={`Likelier: ${promoted.map(({ text }) => text.trim()).join(", ")}. Rarer: ${suppressed.map(({ text }) => text.trim()).join(", ")}.`}
      file="unmask-feature-words"
      table={() => ({ head: ["token", "logit"], rows: rows.map(({ text, effect }) => [text, formatValue(effect)]) })}
      csv={() => toCsv([["token", "logit_per_unit"], ...rows.map(({ text, effect }) => [text, String(effect)])])}
      svg={() =>
        barsSvg(
          `${title}: next words`,
          "logits",
          rows.map(({ text, effect }) => ({ label: text.trim(), value: effect, colour: plum })),
          theme,
        )
      }
    >
      <TokenEffects promoted={promoted} suppressed={suppressed} />
    </Figure>
  );
}

function Histogram({ title, ...histogram }: ActivationHistogramProps & { readonly title: string }) {
  const theme = useTheme();
  const { edges, left, right, leftTitle, rightTitle } = histogram;
  return (
    <Figure
      title="How loud, how often"
      how="Across: how active the feature is on a word. Up: the share of words that are so."
      summary={`Activations from ${formatValue(edges[0] ?? 0)} to ${formatValue(edges.at(-1) ?? 0)} in ${left.length} bins.`}
      file="unmask-feature-histogram"
      table={() => ({
        head: ["from", "to", leftTitle, rightTitle],
        rows: left.map((count, i) => [
          formatValue(edges[i] ?? 0),
          formatValue(edges[i + 1] ?? 0),
          String(count),
          String(right[i] ?? 0),
        ]),
      })}
      csv={() =>
        toCsv([
          ["from", "to", "tokens_left", "tokens_right"],
          ...left.map((count, i) => [edges[i], edges[i + 1], count, right[i] ?? 0].map(String)),
        ])
      }
      svg={(picture) =>
        drawnSvg(picture, `${title}: how loud, how often`, `Filled: ${leftTitle}. Dashed: ${rightTitle}.`, theme)
      }
    >
      <ActivationHistogram {...histogram} />
    </Figure>
  );
}

interface NeighboursProps {
  readonly title: string;
  readonly neighbours: readonly Neighbour[];
  readonly onSelect: (latent: number) => void;
}

function Neighbours({ title, neighbours, onSelect }: NeighboursProps) {
  const theme = useTheme();
  const plum = PALETTES[theme].magnitude[3]!;
  const say = (cosine: number): string => cosine.toFixed(2);
  return (
    <Figure
      title="Its neighbours"
      how="Features whose directions point nearly the same way: 1 is the same direction, 0 is unrelated."
      summary={neighbours.map((neighbour) => `${latentLabel(neighbour)} ${say(neighbour.cosine)}`).join(", ")}
      file="unmask-feature-neighbours"
      table={() => ({
        head: ["feature", "cosine"],
        rows: neighbours.map((neighbour) => [latentLabel(neighbour), say(neighbour.cosine)]),
      })}
      csv={() =>
        toCsv([
          ["feature", "name", "cosine"],
          ...neighbours.map(({ latent, name, cosine }) => [String(latent), name ?? "", String(cosine)]),
        ])
      }
      svg={() =>
        barsSvg(
          `${title}: neighbours`,
          "",
          neighbours.map((neighbour) => ({ label: latentLabel(neighbour), value: neighbour.cosine, colour: plum })),
          theme,
        )
      }
    >
      <NearestFeatures neighbours={neighbours} onSelect={onSelect} />
    </Figure>
  );
}
