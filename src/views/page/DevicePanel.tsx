/**
 * "Can I trust these numbers?": the check against PyTorch on this device, the noise floor in words, what is kept in
 * this browser, and the whole comparison as a file.
 */
import { useEffect, useState } from "react";
import { asFailure } from "../../core/failure";
import { comparisonToJson } from "../../model/recordings/comparison";
import { encodeExperiment } from "../../state/link/codec";
import { FLOOR_STEP } from "../../state/tasks/compare";
import { modelSubject } from "../../state/selectors/subjects";
import { effectsReport } from "../../state/selectors/effects";
import { saveBlob } from "../charts/frame/save";
import { formatValue } from "../charts/frame/format";
import { formatBytes } from "./bytes";
import { CheckLine } from "./CheckLine";
import { SavedFile } from "./SavedFile";
import { useApp, useServices } from "./store";
import "./DevicePanel.css";

/** Lets the page draw and answer before the work goes on. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export interface Keeping {
  readonly size: () => Promise<{ readonly files: number; readonly bytes: number }>;
  readonly clear: () => Promise<void>;
}

export interface DevicePanelProps {
  readonly keeping: Keeping;
  /** Of the page; it stands in every file. */
  readonly version: string;
}

export function DevicePanel({ keeping, version }: DevicePanelProps) {
  const { store } = useServices();
  const run = useApp((state) => state.run);
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    if (!run?.comparison) return;
    setSaving(true);
    const { manifest } = store.getState();
    const { left, right } = run.experiment;
    const address = new URL(window.location.href);
    address.hash = encodeExperiment(run.experiment);
    const provenance = {
      page: version,
      link: address.href,
      weights: {
        left: modelSubject(manifest, left.checkpoint).sha256,
        right: modelSubject(manifest, right.checkpoint).sha256,
      },
    };
    const parts = await comparisonToJson(run.experiment, run.comparison, run.findings, provenance, pause, {
      effects: effectsReport(store.getState()),
    });
    saveBlob("unmask-comparison.json", new Blob(parts, { type: "application/json" }));
  };
  const saveOrSay = (): Promise<void> =>
    save()
      .catch((error: unknown) => store.setState({ notice: asFailure(error) }))
      .finally(() => setSaving(false));
  const measuring = useApp(({ activity }) => activity?.what === FLOOR_STEP);
  const floor = run?.findings.floors.get("relativeL2");
  return (
    <section className="trust" aria-labelledby="trust-title">
      <h2 id="trust-title">Can I trust these numbers?</h2>
      <p>
        What is marked live was computed on this device, by the models named beside it; what is marked recorded was
        measured when the models were made.
        {floor &&
          " The same Side was run twice, and once more in slow, plain arithmetic; the largest change that made is " +
            `${formatValue(Math.max(...floor.components))} × a part's length. What lies below that is drawn grey.`}
        {!floor && measuring && " How much rounding alone changes (the noise floor) is being measured."}
      </p>
      <CheckLine />
      <p className="trust-actions">
        <button type="button" disabled={!run?.comparison || saving} onClick={() => void saveOrSay()}>
          {saving ? "Preparing…" : "Save the whole comparison (JSON)"}
        </button>
        <span>Every hook of both Sides under its TransformerLens name.</span>
      </p>
      <SavedFile />
      <Kept keeping={keeping} />
      <p>Nothing you type leaves this page: there is no server behind it, and nothing is fetched from anyone else.</p>
    </section>
  );
}

function Kept({ keeping }: { readonly keeping: Keeping }) {
  const loaded = useApp((state) => state.loaded);
  const [kept, setKept] = useState<{ readonly files: number; readonly bytes: number } | null>(null);
  useEffect(() => {
    void keeping.size().then(setKept);
  }, [keeping, loaded]);
  if (!kept || kept.files === 0) return null;
  const clear = async (): Promise<void> => {
    // A failure is said as a notice by whoever keeps the files; what is left is counted again.
    await keeping.clear().catch(() => undefined);
    setKept(await keeping.size());
  };
  return (
    <p className="trust-actions">
      <button type="button" onClick={() => void clear()}>
        Delete kept models
      </button>
      <span>
        {`This browser keeps ${kept.files} files, ${formatBytes(kept.bytes)}, so that a reload downloads nothing.`}
      </span>
    </p>
  );
}
