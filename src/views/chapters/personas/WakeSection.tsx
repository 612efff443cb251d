/**
 * The first question of the chapter: which features woke up? The recorded ranking, and the search that the reader can
 * run here, whose ranking takes its place.
 */
import { drawnStatus } from "../../../state/selectors/drawnStatus";
import { useApp, useServices } from "../../page/store";
import { DecidedElsewhere } from "./DecidedElsewhere";
import { FindControls } from "./FindControls";
import { PERSONAS_PICTURES } from "./pictures";

const { "feature-ranking": Ranking } = PERSONAS_PICTURES;

export function WakeSection() {
  return (
    <>
      <Ranking />
      <FeatureChange />
      <DecidedElsewhere />
    </>
  );
}

/** The search by itself, so that its progress redraws nothing else. */
function FeatureChange() {
  const { runner } = useServices();
  const find = useApp(({ features }) => features.find);
  const manifest = useApp((state) => state.manifest);
  const promptSets = useApp(({ features }) => features.promptSets);
  const ready = useApp(({ engine, features }) => engine.status === "ready" && features.dictionary.status === "here");
  const awaited = useApp((state) => drawnStatus(state).busy || state.features.dictionary.status === "waiting");
  return (
    <>
      <FindControls
        example={(manifest?.prompts ?? [])
          .slice(0, 2)
          .map(({ text }) => text.split("\n")[0])
          .join("\n")}
        sets={(manifest?.offers.promptSets ?? []).map(({ id, title }) => {
          const set = promptSets.get(id);
          return { id, title, prompts: set?.status === "here" ? set.value.prompts.length : null };
        })}
        run={find.status === "running" ? find : null}
        ready={ready}
        awaited={awaited}
        onFind={(set) => runner.find(set)}
        onCancel={() => runner.cancelFind()}
      />
      {find.status === "failed" && find.failure.kind !== "cancelled" && (
        <p className="notice" role="alert">
          {find.failure.message} {find.failure.advice}
        </p>
      )}
    </>
  );
}
