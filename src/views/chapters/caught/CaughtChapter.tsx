/** Chapter “How many does it catch?” of a story about thoughts: the monitor on many runs, and its rules. */
import type { StartReader } from "../../monitor/useTranscripts";
import { CAUGHT_PICTURES } from "./pictures";
import { StartContext } from "../../monitor/startContext";

const { "thoughts-roc": Roc } = CAUGHT_PICTURES;

/** `start`: begins the worker in which rules are tried. */
export function CaughtChapter({ start }: { readonly start: StartReader }) {
  return (
    <StartContext value={start}>
      <Roc />
    </StartContext>
  );
}
