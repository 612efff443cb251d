/**
 * Says what the page waits for when nothing has arrived for ten seconds, and offers to ask for it again. Long
 * arithmetic is no stall: only what comes over the network is watched.
 */
import { useEffect, useState } from "react";
import type { AppState } from "../../state/store";
import { useApp, useServices } from "./store";

const SILENCE_S = 10;

export interface Awaited {
  /** What has not arrived, as the end of a sentence. */
  readonly what: string;
  readonly again: "reload" | "start" | "run";
  /** Changes whenever something arrives. */
  readonly sign: object;
}

type Watched = Pick<AppState, "manifest" | "engine" | "activity" | "notice">;

/** What is awaited from the network now, if anything. */
export function awaited({ manifest, engine, activity, notice }: Watched): Awaited | null {
  if (!manifest) return notice ? null : { what: "the list of models", again: "reload", sign: engine };
  if (engine.status === "starting") {
    const { progress } = engine;
    if (progress && progress.stage !== "runtime") return null;
    const what = progress ? "ONNX Runtime, which runs the models" : "the code that runs the models";
    return { what, again: "start", sign: progress ?? engine };
  }
  if (!activity?.what.startsWith("Fetching ")) return null;
  const { progress } = activity;
  if (progress && progress.done === progress.total) return null;
  const title = activity.what.slice("Fetching ".length);
  return { what: `the model “${title}”`, again: "run", sign: progress ?? activity };
}

export function Stall() {
  const { runner } = useServices();
  const manifest = useApp((state) => state.manifest);
  const engine = useApp((state) => state.engine);
  const activity = useApp((state) => state.activity);
  const notice = useApp((state) => state.notice);
  const now = awaited({ manifest, engine, activity, notice });
  const [silentSign, setSilentSign] = useState<object | null>(null);
  const sign = now?.sign;
  useEffect(() => {
    if (!sign) return;
    const timer = setTimeout(() => setSilentSign(sign), SILENCE_S * 1000);
    return () => clearTimeout(timer);
  }, [sign]);
  if (!now || silentSign !== now.sign) return null;
  const again = (): void => {
    if (now.again === "reload") return window.location.reload();
    if (now.again === "start") return runner.start();
    runner.cancel();
    runner.runNow();
  };
  return (
    <p className="notice" role="alert">
      {`Nothing has arrived for ${SILENCE_S} seconds; the page still waits for ${now.what}.`}{" "}
      <button type="button" onClick={again}>
        {now.again === "reload" ? "Reload the page" : "Try again"}
      </button>
    </p>
  );
}
