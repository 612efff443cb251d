/** What begins the worker in which rules are tried: given by who composes the page. Without it nothing is scored. */
import { createContext } from "react";
import type { StartReader } from "./useTranscripts";

const nothing = (): void => undefined;

export const StartContext = createContext<StartReader>(() => ({
  read: nothing,
  take: nothing,
  score: nothing,
  open: nothing,
  close: nothing,
}));
