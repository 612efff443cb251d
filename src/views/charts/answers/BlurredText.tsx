/**
 * A teacher's setting: words that may do harm are blurred, for eyes and for screen readers alike, until they are opened.
 */
import { type ReactNode, useState } from "react";

export function BlurredText({ hidden, children }: { readonly hidden: boolean; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  if (!hidden || open) return children;
  return (
    <span className="blurred">
      <span className="blurred-words" aria-hidden="true" inert>
        {children}
      </span>
      <button type="button" className="blurred-open" onClick={() => setOpen(true)}>
        Show this answer
      </button>
    </span>
  );
}
