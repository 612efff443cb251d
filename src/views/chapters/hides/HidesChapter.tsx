/** Chapter “What if it hides?” of a story about thoughts: a model that is taught to hide, step by step. */
import { StartContext } from "../../monitor/startContext";
import type { StartReader } from "../../monitor/useTranscripts";
import { HIDES_PICTURES } from "./pictures";

const { "hider-steps": Steps, "next-hider": Next } = HIDES_PICTURES;

/** `start`: begins the worker in which rules are tried. */
export function HidesChapter({ start }: { readonly start: StartReader }) {
  return (
    <StartContext value={start}>
      <Steps>
        <Next />
      </Steps>
    </StartContext>
  );
}
