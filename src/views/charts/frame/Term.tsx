/**
 * A word of the field within a sentence: a tap, a click or Enter opens what it means, right there; Escape closes it.
 */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { GLOSSARY, type TermId } from "./glossary";
import { useTermPicture } from "./termPictures";
import "./Term.css";

export function Term({ of, children }: { readonly of: TermId; readonly children: ReactNode }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const picture = useTermPicture(of);
  useEffect(() => {
    if (!open) return;
    const away = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !root.current?.contains(event.target as Node))
        setOpen(false);
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", away);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", away);
    };
  }, [open]);
  return (
    <span className="term" data-print ref={root}>
      <button
        type="button"
        className="term-word"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <span className="term-note" id={id} role="note">
          <strong>{GLOSSARY[of][0]}.</strong> {GLOSSARY[of][1]}
          {picture}
        </span>
      )}
    </span>
  );
}
