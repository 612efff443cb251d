/**
 * An example of a chart with made-up numbers that are the same on every run: its entry in the gallery and its
 * snapshot. Nothing in one was measured on a model, and its title says so. They stand in X.example.tsx beside the
 * chart X.
 */
import type { ReactElement } from "react";

export interface Example {
  readonly name: string;
  readonly element: ReactElement;
}
