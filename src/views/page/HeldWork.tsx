/**
 * Says that a link asks for long work, which begins when the reader presses.
 */
import { isHeld } from "../../state/link/longWork";
import { useApp, useServices } from "./store";

export function HeldWork() {
  const { runner } = useServices();
  const held = useApp(isHeld);
  if (!held) return null;
  return (
    <p className="notice" role="alert">
      This link asks for long work: many models, or directions found over many prompts. Nothing has begun yet.{" "}
      <button type="button" onClick={() => runner.runNow()}>
        Run it
      </button>
    </p>
  );
}
