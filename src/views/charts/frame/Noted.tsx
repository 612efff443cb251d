/**
 * Words with a note: a tap, a click or Enter opens it, right there; Escape or a press elsewhere closes it.
 */
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import "./Noted.css";

interface NotedProps {
  readonly title: string;
  readonly note: ReactNode;
  readonly children: ReactNode;
}

/** Free at the edge of the window, in pixels. */
const MARGIN = 16;

export function Noted({ title, note, children }: NotedProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLSpanElement>(null);
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
  useLayoutEffect(() => {
    if (!open || !box.current) return;
    const over = box.current.getBoundingClientRect().right + MARGIN - document.documentElement.clientWidth;
    if (over > 0) box.current.style.left = `${-over}px`;
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
        <span className="term-note" id={id} role="note" ref={box}>
          <strong>{title}.</strong> {note}
        </span>
      )}
    </span>
  );
}
