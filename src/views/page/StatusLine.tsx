/**
 * One line that says what is on the screen and where it was computed: recorded or live, on which device and why,
 * with a progress bar that can be stopped, and below it what went wrong and what can be done. All of it is what
 * state/selectors/drawnStatus.ts says.
 */
import { setDeviceChoice } from "../../state/actions";
import { drawnStatus, type StatusAction } from "../../state/selectors/drawnStatus";
import { formatBytes } from "./bytes";
import { ACTION_LABELS, statusActions } from "./statusActions";
import { useApp, useServices } from "./store";
import "./StatusLine.css";

type Status = ReturnType<typeof drawnStatus>;

export interface StatusLineProps {
  /** Offers another device; it does where this is left out. */
  readonly choice?: boolean;
  /** Says it in one short line. */
  readonly brief?: boolean;
}

export function StatusLine({ choice = true, brief: isBrief = false }: StatusLineProps) {
  const { phase, badge, source, sentence, brief, busy, progress, actions, notices } = useApp(drawnStatus);
  return (
    <section className={isBrief ? "status brief" : "status"} aria-label="Where this was computed">
      <div className="status-line" data-phase={phase}>
        <span className={`badge ${source}`}>{badge}</span>
        <span className="status-text" role="status">
          {isBrief ? `${brief}${progress ? `: ${bytesOf(progress)}` : ""}` : sentence}
        </span>
        {actions.length > 0 && (
          <span className="status-busy">
            {busy && <Bar progress={progress} said={isBrief} />}
            <Buttons actions={actions} />
          </span>
        )}
        {choice && <DeviceSelect />}
      </div>
      {notices.map(({ tone, text, actions: offered }) => (
        <p className="notice" role={tone === "alert" ? "alert" : undefined} key={text}>
          {text}{" "}
          <span className="notice-actions">
            <Buttons actions={offered} />
          </span>
        </p>
      ))}
    </section>
  );
}

function Buttons({ actions }: { readonly actions: readonly StatusAction[] }) {
  const act = statusActions(useServices());
  return actions.map((action) => (
    <button type="button" key={action} onClick={act[action]}>
      {ACTION_LABELS[action]}
    </button>
  ));
}

function DeviceSelect() {
  const { store, runner } = useServices();
  const choice = useApp((state) => state.deviceChoice);
  return (
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
  );
}

/** As they are sent; "about", since a host need not say how much it compresses. */
function bytesOf({ loadedBytes, totalBytes }: NonNullable<Status["progress"]>): string {
  return `${formatBytes(loadedBytes)} of about ${formatBytes(totalBytes)}`;
}

interface BarProps {
  readonly progress: Status["progress"];
  /** The bytes stand elsewhere. */
  readonly said: boolean;
}

function Bar({ progress, said }: BarProps) {
  if (!progress) return <progress aria-label="Working" />;
  const { loadedBytes, totalBytes, now } = progress;
  return (
    <>
      <progress aria-label="Progress" max={totalBytes} value={loadedBytes} />
      {!said && <span className="status-bytes">{`${now && `${now}, `}${bytesOf(progress)} in all`}</span>}
    </>
  );
}
