/**
 * Without a dictionary: directions from the reader's own contrasting prompts, and the monitor that reads them, and the
 * shipped ones, before a word is said.
 */
import { useMemo } from "react";
import type { OwnDirection } from "../../../state/featureState";
import { bestLayer, ownSet, refOf } from "../../../state/selectors/ownDirections";
import { withDictionary } from "../../../state/edits/personas";
import { dictionaryInUse } from "../../../state/selectors/personas";
import { useApp, useChange, useServices } from "../../page/store";
import { useAskedTitles } from "../../page/subjects";
import { ContrastForm } from "./ContrastForm";
import { PERSONAS_PICTURES } from "./pictures";
import { SteerLink } from "./SteerLink";
import "./ContrastSection.css";

const { monitor: Monitor } = PERSONAS_PICTURES;

export function ContrastSection() {
  const { runner } = useServices();
  const own = useApp(({ features }) => features.ownDirections);
  const monitor = useApp(({ features }) => features.monitor);
  const ready = useApp(({ engine }) => engine.status === "ready");
  const set = useApp(({ features }) => ownSet(features.ownDirections)?.id ?? null);
  const inUse = useApp((state) => dictionaryInUse(state)?.id ?? null);
  const change = useChange();
  return (
    <section className="without" aria-label="Without a dictionary">
      <h2>Without a dictionary</h2>
      <p className="figure-how">
        There is a simpler way to find a persona: write prompts that have it and prompts that do not. The difference of
        what the model holds in mind at their ends is a direction. It can be watched here and turned up or down in the
        last chapter.
      </p>
      <ContrastForm
        ready={ready}
        onFind={(name, positive, negative) => runner.addDirection(name, positive, negative)}
      />
      {own.length > 0 && (
        <ul className="own-directions">
          {own.map((direction) => (
            <Own key={direction.id} direction={direction} onRemove={() => runner.removeDirection(direction.id)} />
          ))}
        </ul>
      )}
      {set && set !== inUse && (
        <p>
          <button type="button" onClick={() => change((experiment) => withDictionary(experiment, set))}>
            See your directions on the words
          </button>{" "}
          They take the place of the dictionary’s features in every picture above; choose the dictionary there to go
          back.
        </p>
      )}
      <Monitor />
      {monitor.status === "failed" && (
        <p className="notice" role="alert">
          {monitor.failure.message} {monitor.failure.advice}
        </p>
      )}
    </section>
  );
}

interface OwnProps {
  readonly direction: OwnDirection;
  readonly onRemove: () => void;
}

function Own({ direction, onRemove }: OwnProps) {
  const { right } = useAskedTitles();
  const ref = useMemo(() => refOf(direction), [direction]);
  return (
    <li>
      <strong>{direction.name}</strong> {found(direction)}{" "}
      {direction.found.status === "here" && (
        <SteerLink direction={ref} layer={bestLayer(direction)}>
          {`Turn it down in ${right}`}
        </SteerLink>
      )}{" "}
      <button type="button" onClick={onRemove}>
        Remove
      </button>
    </li>
  );
}

/** How well it tells the reader's own prompts apart, at the layer where it does so best. */
function found(direction: OwnDirection): string {
  const { found: state } = direction;
  if (state.status === "failed") return `${state.failure.message} ${state.failure.advice}`;
  if (state.status !== "here") return "is being computed…";
  const layer = bestLayer(direction);
  const separation = state.value.separation[layer + 1] ?? 0;
  const auroc = `AUROC ${separation.toFixed(2)} (0.5 is guessing) on the prompts it was made from`;
  return `tells your two lists apart best after layer ${layer}: ${auroc}.`;
}
