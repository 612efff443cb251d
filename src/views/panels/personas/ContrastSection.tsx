/**
 * Without a dictionary: directions from the reader's own contrasting prompts, and the monitor that reads them, and the
 * shipped ones, before a word is said.
 */
import type { MonitorReading, OwnDirection } from "../../../state/featureState";
import { useAskedTitles } from "../sideTitles";
import { useApp, useServices } from "../store";
import { ContrastForm } from "./ContrastForm";
import { MonitorFigure } from "./MonitorFigure";
import { voiceTitle } from "./voiceTitle";

export function ContrastSection() {
  const { runner } = useServices();
  const own = useApp(({ features }) => features.ownDirections);
  const monitor = useApp(({ features }) => features.monitor);
  const ready = useApp(({ engine }) => engine.status === "ready");
  const titles = useAskedTitles();
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
            <li key={direction.id}>
              <strong>{direction.name}</strong> {found(direction)}{" "}
              <button type="button" onClick={() => runner.removeDirection(direction.id)}>
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      {monitor.status === "here" && monitor.value.length > 0 && (
        <MonitorFigure leftTitle={titles.left} rightTitle={titles.right} projections={ordered(monitor.value)} />
      )}
      {monitor.status === "failed" && (
        <p className="notice" role="alert">
          {monitor.failure.message} {monitor.failure.advice}
        </p>
      )}
    </section>
  );
}

/** By how much further the right points along it. */
function ordered(readings: readonly MonitorReading[]): { label: string; left: number; right: number }[] {
  const layers = new Set(readings.map(({ layer }) => layer));
  return readings
    .toSorted((a, b) => b.right - b.left - (a.right - a.left))
    .map(({ name, layer, left, right }) => ({
      label: layers.size > 1 ? `${voiceTitle(name)}, layer ${layer}` : voiceTitle(name),
      left,
      right,
    }));
}

/** How well it tells the reader's own prompts apart, at the layer where it does so best. */
function found({ found: state }: OwnDirection): string {
  if (state.status === "failed") return `${state.failure.message} ${state.failure.advice}`;
  if (state.status !== "here") return "is being computed…";
  const { separation } = state.value;
  const best = separation.reduce((most, value, i) => (value > (separation[most] ?? 0) ? i : most), 0);
  const where = best === 0 ? "at the embedding" : `after layer ${best - 1}`;
  return `tells your two lists apart best ${where}: AUROC ${(separation[best] ?? 0).toFixed(2)} on the prompts it was made from.`;
}
