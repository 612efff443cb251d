/**
 * A pinned end of the colour scale: pictures below the provider end their ramp there and not at their own largest
 * value, so that the same colour means the same number in two of them. Shares have an end of their own and are left
 * alone.
 */
import { createContext, useContext } from "react";
import type { GridScale } from "../../../core/pictures/grid";

const Context = createContext<number | null>(null);

export const PinnedScale = Context.Provider;

/** The end of a ramp: the pinned one, else the picture's own. */
export function useExtent(own: number, scale: GridScale): number {
  const pinned = useContext(Context);
  return pinned === null || scale === "probability" ? own : pinned;
}
