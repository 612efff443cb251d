/**
 * Parts of the Personas chapter that an engine fills: each is asked once for what it shows, and the newest question
 * wins.
 */
import { asFailure } from "../../core/failure";
import type { Engine } from "../../runtime/engine/engine";
import type { Arriving, FeaturesState } from "../featureState";
import { WORKER_PARTS } from "../selectors/missingFiles";
import { type FeaturePart, type FeatureValue, readyEngine, type Session, signalOf } from "./session";

export function putFeatures({ store }: Session, change: Partial<FeaturesState>): void {
  store.setState(({ features }) => ({ features: { ...features, ...change } }));
}

/** What failed is no longer there: whoever follows the state asks for it once more. */
export function fetchAgain(session: Session): void {
  const { features } = session.store.getState();
  for (const part of WORKER_PARTS) if (features[part].status === "failed") session.kept.asked.delete(part);
  const missing = { status: "none" } as const;
  const kept = <T extends Arriving<unknown>>(part: T): T | typeof missing =>
    part.status === "failed" ? missing : part;
  const keptOf = <K, T>(parts: ReadonlyMap<K, Arriving<T>>) =>
    new Map([...parts].filter(([, { status }]) => status !== "failed"));
  putFeatures(session, {
    ...Object.fromEntries(WORKER_PARTS.map((part) => [part, kept(features[part])])),
    evidence: kept(features.evidence),
    catalogue: kept(features.catalogue),
    promptSets: keptOf(features.promptSets),
    matters: kept(features.matters),
    windows: keptOf(features.windows),
    retries: features.retries + 1,
  });
}

/** Asks unless the same is asked or answered already. A failure is put in the place of the answer. */
export function askPart<K extends FeaturePart>(
  session: Session,
  part: K,
  key: string,
  work: (engine: Engine, signal: AbortSignal) => Promise<FeatureValue<K>>,
): void {
  const { asked } = session.kept;
  const engine = readyEngine(session);
  if (!engine || asked.get(part) === key) return;
  asked.set(part, key);
  const signal = signalOf(session, "features");
  if (session.store.getState().features[part].status !== "here")
    putFeatures(session, { [part]: { status: "waiting" } });
  const current = (): boolean => !signal.aborted && asked.get(part) === key;
  work(engine, signal).then(
    (value) => {
      if (current()) putFeatures(session, { [part]: { status: "here", value } });
    },
    (error: unknown) => {
      const failure = asFailure(error);
      if (current() && failure.kind !== "cancelled") putFeatures(session, { [part]: { status: "failed", failure } });
    },
  );
}
