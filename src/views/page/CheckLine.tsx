/**
 * "Check on this device": lets each model whose activations PyTorch has computed read its prompt here, and says of each
 * how many hooks were compared and the largest error.
 */
import { Failure } from "../../core/failure";
import { checkpointCatalogue } from "../../state/selectors/checkpoints";
import type { AppState, CheckedModel } from "../../state/store";
import { formatValue } from "../charts/frame/format";
import { formatBytes } from "./bytes";
import { useApp, useServices } from "./store";

/** Largest errors that count as agreement, and as close. */
const AIM = 1e-4;
const CLOSE = 1e-2;

export function CheckLine() {
  const { runner } = useServices();
  const check = useApp((state) => state.check);
  const ready = useApp((state) => state.engine.status === "ready");
  const goldens = useApp((state) => state.manifest?.goldens) ?? [];
  const { title } = useApp(checkpointCatalogue);
  if (goldens.length === 0) return null;
  return (
    <p className="trust-actions">
      <button type="button" disabled={!ready || check === "running"} onClick={() => runner.check()}>
        Check on this device
      </button>
      <span role="status">{checkText(check, goldens, title)}</span>
    </p>
  );
}

export function checkText(
  check: AppState["check"],
  goldens: readonly CheckedModel["golden"][],
  title: (id: string) => string,
): string {
  if (check === null) return offer(goldens, title);
  if (check === "running") return "Checking…";
  if (check instanceof Failure) return `${check.message} ${check.advice}`;
  const sentences = check.map(({ golden, found }) => {
    const hooks = found.hooks === found.allHooks ? `all ${found.hooks}` : `${found.hooks} of its ${found.allHooks}`;
    const error = `${formatValue(found.worst)} of a hook’s typical size, at ${found.worstHook}`;
    return `“${title(golden.checkpoint)}” reading “${golden.prompt}”: ${hooks} hooks, largest error ${error}.`;
  });
  return [verdict(check), ...sentences].join(" ");
}

function offer(goldens: readonly CheckedModel["golden"][], title: (id: string) => string): string {
  const pairs = goldens.map(({ checkpoint, prompt }) => `“${title(checkpoint)}” read “${prompt}”`);
  const bytes = goldens.reduce((sum, { file }) => sum + file.bytes, 0);
  return (
    `Lets ${pairs.join(", and ")} here, and compares hook by hook with what PyTorch computed ` +
    `(${formatBytes(bytes)} to fetch).`
  );
}

function verdict(check: readonly CheckedModel[]): string {
  // Math.max keeps a NaN, which is no agreement.
  const worst = Math.max(...check.map(({ found }) => found.worst));
  if (worst <= AIM) return "This device agrees with PyTorch.";
  if (worst <= CLOSE) return `This device is close to PyTorch, but not within our aim of ${formatValue(AIM)}.`;
  return "This device does not agree with PyTorch; do not trust its pictures.";
}
