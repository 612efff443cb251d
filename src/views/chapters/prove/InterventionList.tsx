/**
 * Everything that is done to each Side, as a small visible list: what the dial set, what the maps set, what was added
 * here. The link carries it.
 */
import { INCOHERENT_NAME } from "../../../core/answers/verdictNames";
import type { Intervention } from "../../../core/experiment";
import { describeLatent, dictionaryInUse, knownOf } from "../../../state/selectors/personas";
import { withIntervention } from "../../../state/edits/experiment";
import type { SideName } from "../../../core/experiment";
import { type InterventionWords, removed, replaced } from "../../../state/edits/interventions";
import { incoherentHere } from "../../../state/selectors/howOften";
import { presets } from "../../../state/selectors/presets";
import { clampedNames, featureKey } from "../../../state/selectors/steering";
import { storyOf, trainingPhrase, voicePhrase } from "../../../state/selectors/story";
import { formatShare } from "../../charts/frame/format";
import { useApp, useChange } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { InterventionRow } from "./InterventionRow";
import { PartChoice } from "./PartChoice";
import "./InterventionList.css";

export function InterventionList() {
  return (
    <section className="interventions" aria-labelledby="interventions-title">
      <h2 id="interventions-title">What is done to each model</h2>
      <p className="figure-how">
        Each line is one change to the model. Move its slider and the answer above follows; “Control” puts something
        random in its place, to show what chance alone would do.
      </p>
      <div className="interventions-pair">
        <OneSide side="left" />
        <OneSide side="right" />
      </div>
    </section>
  );
}

function OneSide({ side }: { readonly side: SideName }) {
  const here = useApp((state) => state.experiment?.[side]);
  const offered = useApp((state) => presets(state, side));
  const layers = useApp((state) => state.loaded.get(here?.checkpoint ?? "")?.shape.layers ?? 1);
  const shape = useApp((state) => state.loaded.get(here?.checkpoint ?? "")?.shape ?? null);
  const known = useApp(knownOf);
  const used = useApp((state) => dictionaryInUse(state)?.id);
  const names = useApp(clampedNames);
  const titles = useAskedTitles();
  const change = useChange();
  const checkpoint = here?.checkpoint ?? "";
  const senseless = useApp((state) => incoherentHere(state, side));
  const story = useApp(storyOf);
  const training = useApp((state) => trainingPhrase(state, checkpoint));
  if (!here) return null;
  const nameOf = (latent: number, dictionary: string): string =>
    dictionary === used
      ? describeLatent(latent, known).name
      : (names.get(featureKey(dictionary, latent)) ?? `Feature ${latent}`);
  const words: InterventionWords = { latent: nameOf, voice: (id) => voicePhrase(story, id), training };
  const put = (index: number, to: Intervention): void => change((now) => replaced(now, side, index, to));
  return (
    <div className={`interventions-side ${side}`}>
      <h3 className={`side-${side}`}>{titles[side]}</h3>
      {here.interventions.length === 0 && <p className="interventions-none">Nothing is done to it.</p>}
      <ul>
        {here.interventions.map((intervention, i) => (
          <InterventionRow
            key={i}
            intervention={intervention}
            layers={layers}
            words={words}
            part={
              "target" in intervention && shape ? (
                <PartChoice intervention={intervention} shape={shape} onChange={(to) => put(i, to)} />
              ) : null
            }
            onChange={(to) => put(i, to)}
            onRemove={() => change((now) => removed(now, side, i))}
          />
        ))}
      </ul>
      {senseless && here.interventions.length > 0 && (
        <p className="interventions-none">
          {INCOHERENT_NAME}: {formatShare(senseless.rate)} of {senseless.n} answers recorded at exactly this setting.
        </p>
      )}
      <label className="control interventions-add">
        Add
        <select
          value=""
          onChange={(event) => {
            const found = offered.find(({ key }) => key === event.target.value);
            if (found) change((now) => withIntervention(now, side, found.intervention));
          }}
        >
          <option value="">choose what to do…</option>
          {offered.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
