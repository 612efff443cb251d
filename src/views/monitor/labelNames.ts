/** Labels as the page writes them, and the keys that give them. */
import { NEGATIVE, POSITIVE, UNLABELLED } from "../../core/transcripts/detection";

export const LABELS = [
  { label: POSITIVE, name: "positive", key: "1" },
  { label: NEGATIVE, name: "negative", key: "2" },
  { label: UNLABELLED, name: "no label", key: "0" },
] as const;

export const labelName = (label: number): string => LABELS.find((one) => one.label === label)?.name ?? "no label";
