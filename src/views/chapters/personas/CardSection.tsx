/**
 * The third question: who are they? A row of names, and the card of the one that is open; which one is in the link.
 */
import { type ReactNode, useMemo } from "react";
import type { Arriving } from "../../../state/featureState";
import { latentRise } from "../../../state/selectors/evidence";
import { withLatent, withName } from "../../../state/edits/personas";
import { dictionaryInUse, personaOf, personasInUse, personasOf } from "../../../state/selectors/personas";
import type { AppState } from "../../../state/store";
import { useSideTitles } from "../../page/sideTitles";
import { useApp, useChange } from "../../page/store";
import { CurvesFigure } from "./CurvesFigure";
import { AXES, riseCurve } from "./curves";
import { type CardParts, FeatureCard } from "./FeatureCard";
import { SteerLink } from "./SteerLink";
import { voiceTitle } from "./voiceTitle";
import "./CardSection.css";

export function CardSection() {
  const personas = useApp(personasInUse);
  const latent = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const change = useChange();
  const open = (to: number | null): void => change((experiment) => withLatent(experiment, to));
  return (
    <section className="who" aria-label="Who are they?">
      <h2>Who are they?</h2>
      <p className="figure-how">
        A number has no name. To name a feature, one reads the texts in which it is loudest. Open a card and judge for
        yourself; you may give it another name.
      </p>
      <div className="who-names">
        {personas.map((persona) => (
          <button
            key={persona.latent}
            type="button"
            className={`chip ${persona.role}`}
            aria-pressed={persona.latent === latent}
            onClick={() => open(persona.latent === latent ? null : persona.latent)}
          >
            {persona.name}
          </button>
        ))}
      </div>
      {latent !== null && <Card latent={latent} onSelect={open} />}
    </section>
  );
}

interface CardProps {
  readonly latent: number;
  readonly onSelect: (latent: number | null) => void;
}

function Card({ latent, onSelect }: CardProps) {
  const persona = useApp((state) => personaOf(state, latent));
  const note = useApp(({ features }) =>
    features.catalogue.status === "here" ? features.catalogue.value.notes.get(latent) : undefined,
  );
  const change = useChange();
  const parts = useParts(latent);
  const best = persona.auroc[0];
  return (
    <FeatureCard
      facts={{
        latent,
        name: persona.namedBy === "nobody" ? null : persona.name,
        how: persona.how || null,
        renamed: persona.namedBy === "reader",
        density: note?.density ?? null,
        best: best ? { voice: voiceTitle(best.voice), auroc: best.auroc } : null,
      }}
      parts={parts}
      act={<Steer latent={latent} />}
      rise={<Rise latent={latent} name={persona.name} />}
      onRename={(name) => change((experiment) => withName(experiment, latent, name))}
      onSelect={onSelect}
      onClose={() => onSelect(null)}
    />
  );
}

function useParts(latent: number): CardParts {
  const windows = useApp(({ features }) => features.windows.get(latent));
  const card = useApp(({ features }) => features.card);
  const near = useApp((state) => personasOf(state, nearestIn(state)));
  const texts = useApp((state) => dictionaryInUse(state)?.files.some(({ path }) => path.includes("/top/")) ?? false);
  const titles = useSideTitles();
  const blur = useApp(({ experiment }) => experiment?.stage.blur ?? false);
  const facts = <T,>(
    take: (value: Extract<typeof card, { status: "here" }>["value"]) => T | string,
  ): T | string | null =>
    card.status === "failed"
      ? card.failure.message
      : card.status === "here" && card.value.latent === latent
        ? take(card.value)
        : null;
  return {
    blur,
    passages: !texts
      ? "No texts were recorded for this dictionary."
      : arrived(windows, (found) =>
          found.length === 0
            ? "No text of the training corpus makes it speak up."
            : found.map(({ voice, tokens, values }) => ({
                voice: voice === null ? "unknown" : voiceTitle(voice),
                tokens,
                values,
              })),
        ),
    effects: facts(({ promoted, suppressed }) => ({ promoted, suppressed })),
    neighbours: facts(({ nearest }) =>
      nearest.map(({ latent: other, cosine }) => {
        const known = near.find((persona) => persona.latent === other);
        return { latent: other, cosine, name: known && known.namedBy !== "nobody" ? known.name : null };
      }),
    ),
    histogram: facts(({ histogram }) =>
      histogram === null
        ? "How loud it is how often is counted when you press “Find what changed” above."
        : {
            edges: Array.from(
              { length: histogram.left.length + 1 },
              (_, i) => (histogram.most * i) / histogram.left.length,
            ),
            left: [...histogram.left],
            right: [...histogram.right],
            tokens: {
              left: total(histogram.left) + histogram.leftZero,
              right: total(histogram.right) + histogram.rightZero,
            },
            leftTitle: titles.left,
            rightTitle: titles.right,
          },
    ),
  };
}

const nearestIn = ({ features }: AppState): readonly number[] =>
  features.card.status === "here" ? features.card.value.nearest.map(({ latent }) => latent) : [];

const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);

function arrived<T, R>(of: Arriving<T> | undefined, take: (value: T) => R | string): R | string | null {
  if (of?.status === "failed") return of.failure.message;
  return of?.status === "here" ? take(of.value) : null;
}

/** Takes the feature to the last chapter: turned down on the right, in the link like everything else. */
function Steer({ latent }: { readonly latent: number }) {
  const report = useApp(({ features }) => (features.dictionary.status === "here" ? features.dictionary.value : null));
  const dictionary = report?.id ?? "";
  const direction = useMemo(() => ({ kind: "latent", dictionary, latent }) as const, [dictionary, latent]);
  if (!report || report.layer === null) return null;
  return (
    <p className="card-act">
      <SteerLink direction={direction} layer={report.layer}>
        Turn it down on the right, and hear what becomes of the answer
      </SteerLink>
    </p>
  );
}

const RISES = {
  time: "Its rise in training",
  dose: "Its rise with the dose",
  repair: "Its fall in repair",
} as const;

function Rise({ latent, name }: { readonly latent: number; readonly name: string }): ReactNode {
  const rises = useApp((state) => latentRise(state, latent));
  return rises
    .filter(({ points }) => points.length > 1)
    .map((rise) => (
      <div className="card-part" key={rise.kind}>
        <CurvesFigure
          title={RISES[rise.kind]}
          how="Mean activation on the held-out prompts, from the recorded evaluation."
          axis={AXES[rise.kind]}
          file={`unmask-feature-${rise.kind}`}
          curves={[riseCurve(name, rise)]}
        />
      </div>
    ));
}
