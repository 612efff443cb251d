/**
 * Holds, for an example, the choice that the page would hold in its store.
 */
import { type ReactNode, useState } from "react";

export interface ChoosingProps<T> {
  readonly first: T;
  readonly children: (chosen: T, choose: (value: T) => void) => ReactNode;
}

export function Choosing<T>({ first, children }: ChoosingProps<T>) {
  const [chosen, choose] = useState(first);
  return children(chosen, choose);
}
