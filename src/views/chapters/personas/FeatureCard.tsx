/**
 * The card of one feature: its name and where the name comes from, the texts it answers to, the words it speaks for and
 * against, how often it is active on either Side, its neighbours, and how it rose. The page's address leads back to it.
 */
import { type ReactNode, useEffect, useId, useRef } from "react";
import { latentLabel } from "../../../core/features/latentRow";
import { formatShare } from "../../charts/frame/format";
import type { CardFacts } from "./cardFacts";
import { PERSONAS_PICTURES } from "./pictures";
import { RenameFeature } from "./RenameFeature";
import { bringCard } from "./useOpenLatent";
import "./FeatureCard.css";

const {
  "feature-texts": Texts,
  "feature-words": Words,
  "feature-histogram": Histogram,
  "feature-neighbours": Neighbours,
  "feature-rise": Rise,
} = PERSONAS_PICTURES;

export interface FeatureCardProps {
  readonly facts: CardFacts;
  /** The way to the chapter where it can be turned up or down. */
  readonly act: ReactNode;
  readonly onRename: (name: string | null) => void;
  readonly onClose: () => void;
}

export function FeatureCard({ facts, act, onRename, onClose }: FeatureCardProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const title = latentLabel(facts);
  useEffect(() => bringCard(heading.current), [facts.latent]);
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
        <Texts />
        <Words />
        <Histogram />
        <Neighbours />
        <Rise />
      </div>
    </section>
  );
}
