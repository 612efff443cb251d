/**
 * One line that says what is on the screen and where it was computed: recorded or live, on which device and why,
 * with a progress bar that can be stopped, and the failures that need a decision.
 */
import { setDeviceChoice, dismissNotice } from "../../state/actions";
import { isStale, sourceOf } from "../../state/selectors/compare";
import type { Activity, EngineState } from "../../state/store";
import { formatBytes } from "./bytes";
import { Stall } from "./Stall";
import { useApp, useServices } from "./store";
import "./StatusLine.css";

export function StatusLine() {
  const { store, runner } = useServices();
  const engine = useApp((state) => state.engine);
  const activity = useApp((state) => state.activity);
  const source = useApp(sourceOf);
  const choice = useApp((state) => state.deviceChoice);
  const notice = useApp((state) => state.notice);
  const progress = engine.status === "starting" ? engine.progress : (activity?.progress ?? null);
  const busy = engine.status === "starting" || activity !== null;
  const waiting = useApp((state) => !state.activity && isStale(state));
  // Also after a cancelled or failed run, which leaves the recorded picture.
  const canRun = engine.status === "ready" && !busy && (waiting || source !== "live");
  const twin = useApp(({ experiment }) => JSON.stringify(experiment?.left) === JSON.stringify(experiment?.right));
  return (
    <section className="status" aria-label="Where this was computed">
      <div className="status-line">
        <span className={`badge ${source ?? "none"}`}>
          {source === "live" ? "Live" : source === "recorded" ? "Recorded" : "Waiting"}
        </span>
        <span className="status-text" role="status">
          {sentence(engine, activity?.what ?? null, source, waiting)}
        </span>
        {canRun && (
          <span className="status-busy">
            <button type="button" onClick={() => runner.runNow()}>
              Run
            </button>
          </span>
        )}
        {busy && (
          <span className="status-busy">
            <Bar progress={progress} />
            <button type="button" onClick={() => runner.cancel()}>
              Cancel
            </button>
          </span>
        )}
        <label className="device">
          <span>Device</span>
          <select
            value={choice}
            onChange={(event) => {
              const value = event.target.value;
              setDeviceChoice(store, value === "webgpu" || value === "wasm" ? value : "auto");
              runner.start();
            }}
          >
            <option value="auto">best available</option>
            <option value="webgpu">WebGPU</option>
            <option value="wasm">WebAssembly</option>
          </select>
        </label>
      </div>
      <Stall />
      {twin && (
        <p className="notice">
          Both sides are the same model reading the same words, so there is nothing to tell apart.
        </p>
      )}
      {engine.status === "failed" && (
        <p className="notice" role="alert">
          {engine.failure.message} {engine.failure.advice}{" "}
          <button type="button" onClick={() => runner.start()}>
            Start again
          </button>
        </p>
      )}
      {notice && (
        <p className="notice" role="alert">
          {notice.message} {notice.advice}{" "}
          <button type="button" onClick={() => dismissNotice(store)}>
            Dismiss
          </button>
        </p>
      )}
    </section>
  );
}

function sentence(engine: EngineState, what: string | null, source: string | null, waiting: boolean): string {
  const recorded = source === "recorded" ? "Computed earlier by the same code; the live picture is on its way. " : "";
  switch (engine.status) {
    case "off":
      return recorded;
    case "starting":
      return recorded || "Starting the runtime…";
    case "failed":
      return source === "recorded"
        ? "What you see was computed earlier; nothing can run now."
        : "Nothing can run now; what you see stays.";
    case "ready":
      if (!what && waiting) return "Not computed: what you see belongs to the comparison before.";
      if (what) return `${recorded}${what}…`;
      if (source === "recorded") return "Computed earlier by the same code; nothing is being computed now.";
      return source ? `Computed on this device with ${engine.report.reason}` : "Nothing has been computed yet.";
  }
}

/** What is reported here; searches and sweeps have bars of their own. */
const VERBS: Partial<Record<NonNullable<Activity["progress"]>["stage"], string>> = {
  runtime: "fetching",
  download: "fetching",
  verify: "verifying",
  build: "building",
  check: "checking",
};

function Bar({ progress }: { readonly progress: Activity["progress"] }) {
  if (!progress || progress.total === 0) return <progress aria-label="Working" />;
  const verb = progress.cached ? "from this browser" : (VERBS[progress.stage] ?? "working on");
  return (
    <>
      <progress aria-label="Progress" max={progress.total} value={progress.done} />
      <span className="status-bytes">
        {`${verb} ${progress.what}, ${formatBytes(progress.done)} of ${formatBytes(progress.total)}`}
      </span>
    </>
  );
}
