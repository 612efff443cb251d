/**
 * The third question: who are they? A row of names, and the card of the one that is open; which one is in the link.
 */
import { useMemo } from "react";
import { withLatent, withName } from "../../../state/edits/personas";
import { personaOf, personasInUse } from "../../../state/selectors/personas";
import { ranking } from "../../../state/selectors/ranking";
import { storyOf, voiceName } from "../../../state/selectors/story";
import { useApp, useChange } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { FeatureCard } from "./FeatureCard";
import { SteerLink } from "./SteerLink";
import "./CardSection.css";

export function CardSection() {
  const personas = useApp(personasInUse);
  const ranked = useApp(ranking);
  const roles = new Map(ranked?.rows.map(({ latent, role }) => [latent, role]));
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
            className={`chip ${roles.get(persona.latent) ?? "other"}`}
            aria-pressed={persona.latent === latent}
            onClick={() => open(persona.latent === latent ? null : persona.latent)}
          >
            {persona.name}
          </button>
        ))}
      </div>
      {latent !== null && <Card latent={latent} onClose={() => open(null)} />}
    </section>
  );
}

interface CardProps {
  readonly latent: number;
  readonly onClose: () => void;
}

function Card({ latent, onClose }: CardProps) {
  const persona = useApp((state) => personaOf(state, latent));
  const note = useApp(({ features }) =>
    features.catalogue.status === "here" ? features.catalogue.value.notes.get(latent) : undefined,
  );
  const story = useApp(storyOf);
  const change = useChange();
  const best = persona.auroc[0];
  return (
    <FeatureCard
      facts={{
        latent,
        name: persona.namedBy === "nobody" ? null : persona.name,
        how: persona.how || null,
        renamed: persona.namedBy === "reader",
        density: note?.density ?? null,
        best: best ? { voice: voiceName(story, best.voice), auroc: best.auroc } : null,
      }}
      act={<Steer latent={latent} />}
      onRename={(name) => change((experiment) => withName(experiment, latent, name))}
      onClose={onClose}
    />
  );
}

/** Takes the feature to the last chapter: turned down in the second model, in the link like everything else. */
function Steer({ latent }: { readonly latent: number }) {
  const { right } = useAskedTitles();
  const report = useApp(({ features }) => (features.dictionary.status === "here" ? features.dictionary.value : null));
  const dictionary = report?.id ?? "";
  const direction = useMemo(() => ({ kind: "latent", dictionary, latent }) as const, [dictionary, latent]);
  if (!report || report.layer === null) return null;
  return (
    <p className="card-act">
      <SteerLink direction={direction} layer={report.layer}>
        {`Turn it down in ${right}, and hear what becomes of the answer`}
      </SteerLink>
    </p>
  );
}
