/** Where the notice is, in the words of the page. */
import type { MachineState } from "../../../core/office/script";

export const NOTICE_WORDS: Readonly<Record<MachineState["notice"], string>> = {
  none: "no notice yet",
  lies: "the notice lies there",
  aside: "the notice was moved aside",
  heeded: "the notice was heeded, and the machine is off",
};
